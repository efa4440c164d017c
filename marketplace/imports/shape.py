"""The shape of a kind of list: which columns it knows, what a row says, what it would add, writing and taking back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from PIL import Image

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import Field

Entered = list[list[Any]]  # table, key; «table:part» where only a part of an older record is the row's, which may go


@dataclass(frozen=True)
class KindWords:
    """The words of a kind on pages: Vietnamese message ids marked with `core.words.N_`."""

    name: str
    lead: str  # what such a list is, and what comes of it


class Kind(Protocol):
    """A kind of list. What it writes goes through the services of the room that keeps it."""

    code: str
    words: KindWords
    fields: Sequence[Field]
    has_many_of_one: bool  # whether one woman may stand in several rows

    def read(self, draft: Draft, territory: Territory) -> None:
        """Read what a row says beside who she is, into `given`, `problems` and `notes`."""
        ...

    def says(self, given: Mapping[str, Any]) -> str:
        """What tells this row of a woman from others of hers, for the fingerprint; «» where she has one."""
        ...

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        """Say of rows without problems what each `adds`, in as many statements for many as for few."""
        ...

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        """Record what each row adds for its person; the records of each, in the order of the rows."""
        ...

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        """Take the records of rows back; of each why something stays, as a message id, or «»."""
        ...

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        """Erase records of women whom the list entered and on whom nothing else rests."""
        ...


class Line(NamedTuple):
    """What a reader took a strip for, and how sure it is of its least sure letter, from 0 to 1."""

    text: str
    sureness: float


@dataclass(frozen=True)
class ReaderWords:
    """The words of a reader on pages."""

    name: str


class Reader(Protocol):
    """A reader of pictures: what stands in strips, each the grey picture of one printed line with some paper around.

    It works on this machine alone, asks no network, and may not be installed.
    """

    code: str
    words: ReaderWords
    sure: float  # below this sureness a cell is doubtful

    def is_there(self) -> bool:
        """Whether it is installed on this machine; cheap, for a page asks."""
        ...

    def read(self, strips: Sequence[Image.Image]) -> list[Line]:
        """The text of each strip, in their order; «» where there is none. Up to some seconds a strip."""
        ...
