"""Refusals about photos and private files."""

from marketplace.core.errors import NotFound, TooMany, Unavailable
from marketplace.media.pipeline.errors import SENTENCES, PhotoRefused, Reason

__all__ = ["SENTENCES", "FileBroken", "FileGone", "PhotoRefused", "QuotaReached", "Reason"]


class QuotaReached(TooMany):
    """A person has reached the daily limit of uploads; `retry_at` says when the next is accepted."""

    most: int


class FileGone(NotFound):
    """The file was erased, or is no longer where its row says."""

    public_id: str


class FileBroken(Unavailable):
    """The stored file is damaged or was replaced."""

    public_id: str
