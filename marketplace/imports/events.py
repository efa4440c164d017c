"""What happened to a list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PicturesBroughtIn:
    """An officer brought pictures of a list in, whose text is to be read."""

    list_id: int


@dataclass(frozen=True)
class ListChecked:
    """An officer looked through a list and said that it be written."""

    list_id: int


@dataclass(frozen=True)
class TakingBackBegan:
    """An officer takes a whole list back."""

    list_id: int
