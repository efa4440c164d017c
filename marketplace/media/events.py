"""What happens to pictures and papers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoKept:
    """A photo has its row and every size; the slower formats can be drawn."""

    photo_id: int


@dataclass(frozen=True)
class PhotoKeptEarly:
    """A photo got its row with one rendition; the others can be drawn."""

    photo_id: int


@dataclass(frozen=True)
class PhotoErased:
    """A photo is gone for good; its files can go."""

    public_id: str


@dataclass(frozen=True)
class DocumentErased:
    """A private file is gone for good; its bytes can go."""

    public_id: str
