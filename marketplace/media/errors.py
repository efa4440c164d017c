"""What can be refused about pictures and papers."""

from marketplace.core.errors import NotFound, TooMany, Unavailable
from marketplace.media.pipeline.errors import SENTENCES, PhotoRefused, Reason

__all__ = ["SENTENCES", "FileBroken", "FileGone", "PhotoRefused", "QuotaReached", "Reason"]


class QuotaReached(TooMany):
    """One person has sent so many files today that the rest must wait; `retry_at` says until when."""

    most: int


class FileGone(NotFound):
    """The file was erased, or is no longer where its row says."""

    public_id: str


class FileBroken(Unavailable):
    """The stored file is not what was put there."""

    public_id: str
