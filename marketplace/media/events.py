"""Events about photos and private files."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoKept:
    """A photo was stored in every size; the slower formats can be rendered."""

    photo_id: int


@dataclass(frozen=True)
class PhotoKeptEarly:
    """A photo was stored with one rendition; the others can be rendered."""

    photo_id: int


@dataclass(frozen=True)
class PhotoErased:
    """A photo was erased for good; its files can be deleted."""

    public_id: str


@dataclass(frozen=True)
class DocumentErased:
    """A private file was erased for good; its bytes can be deleted."""

    public_id: str
