"""Lists that were brought in, their sheets as plain texts, and their rows with all that each one entered."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.references import new_public_id
from marketplace.core.states import HasStates
from marketplace.imports.states import LIST

_ENTERED = text("entered_at IS NOT NULL")


class ImportList(HasStates, Row):
    """One file of one kind, brought in for one unit; `counts` are of its rows' verdicts."""

    __tablename__ = "import_list"
    machine = LIST
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    kind: Mapped[str] = mapped_column()  # a plug's code
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    status: Mapped[str] = mapped_column()
    file_name: Mapped[str] = mapped_column(default="")
    reader: Mapped[str] = mapped_column(default="")  # who read a picture; «» of a sheet
    brought_at: Mapped[datetime] = mapped_column(default=now)
    brought_by: Mapped[int] = mapped_column(Key)
    sheet: Mapped[int] = mapped_column(default=0)  # position of the chosen one
    heading_first: Mapped[int] = mapped_column(default=-1)
    heading_last: Mapped[int] = mapped_column(default=-1)
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → column
    for_all: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → what is said for the whole list
    passed: Mapped[list[Any]] = mapped_column(default=list)  # rows passed over: [row, its texts]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # verdict → rows
    to_do: Mapped[int] = mapped_column(default=0)  # lines to be read, rows to be written, or to be taken back
    done: Mapped[int] = mapped_column(default=0)
    unit: Mapped[Unit] = relationship(lazy="joined")


class ImportSheet(Row):
    """One sheet's texts, packed; erased when the list is written or thrown away."""

    __tablename__ = "import_sheet"
    __table_args__ = (UniqueConstraint("list_id", "position"),)
    list_id: Mapped[int] = mapped_column(ForeignKey("import_list.id"))
    position: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column()
    cells: Mapped[bytes] = mapped_column(LargeBinary)
    doubts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # «row:column», from 0 → how sure, below what is sure


class ImportPicture(Row):
    """A photographed page of a list, and its lines as far as they were read; erased when its sheet is.

    `lines` are [row, column, left, top, right, bottom, text, how sure]; `turn` is by how many tenths of a degree the
    page was turned to lie level.
    """

    __tablename__ = "import_picture"
    __table_args__ = (UniqueConstraint("list_id", "position"),)
    list_id: Mapped[int] = mapped_column(ForeignKey("import_list.id"))
    position: Mapped[int] = mapped_column()
    private_file_id: Mapped[int] = mapped_column(ForeignKey("private_file.id"))
    turn: Mapped[int] = mapped_column(default=0)
    lines: Mapped[list[Any]] = mapped_column(default=list)


class ImportRow(Row):
    """One row: what stands in it, what it says, what would become of it, and what it entered.

    `person_id` is who she turned out to be; `made_person` whether this row entered her. `entered` are the records it
    made, as [table, key]; `filled` what it filled in that was empty, as field → value. `entered_at` is when it was
    written, or when at the writing of its list all of it was found to be recorded.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        UniqueConstraint("list_id", "position"),
        Index("ix_import_row_list_id_verdict", "list_id", "verdict", "position"),
        Index("ix_import_row_fingerprint", "fingerprint", sqlite_where=_ENTERED, postgresql_where=_ENTERED),
        Index("ix_import_row_person_id", "person_id"),
    )
    list_id: Mapped[int] = mapped_column(ForeignKey("import_list.id"))
    position: Mapped[int] = mapped_column()  # its row in the sheet, from 1
    typed: Mapped[dict[str, Any]] = mapped_column()  # field → text
    given: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → value that was read
    problems: Mapped[list[Any]] = mapped_column(default=list)
    notes: Mapped[list[Any]] = mapped_column(default=list)
    choices: Mapped[list[Any]] = mapped_column(default=list)  # who she may be: [person, how sure]
    answer: Mapped[str] = mapped_column(default="")  # the key of a person, ANOTHER or OUT
    verdict: Mapped[str] = mapped_column()
    fingerprint: Mapped[str] = mapped_column(default="")
    is_mended: Mapped[bool] = mapped_column(default=False)
    doubts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → what a reader was not sure of, as it read it
    seen_at: Mapped[datetime | None] = mapped_column()  # when an officer looked at these
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_person: Mapped[bool] = mapped_column(default=False)
    entered: Mapped[list[Any]] = mapped_column(default=list)
    filled: Mapped[dict[str, Any]] = mapped_column(default=dict)
    entered_at: Mapped[datetime | None] = mapped_column()
    undone_at: Mapped[datetime | None] = mapped_column()
    kept_why: Mapped[str] = mapped_column(default="")  # why something of it could not be taken back
