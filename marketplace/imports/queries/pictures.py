"""Pictures of lists whose text is read, and which cells of a sheet were not surely read."""

from typing import Any

from sqlalchemy import Delete, delete, select

from marketplace.core.db import session
from marketplace.imports.models import ImportList, ImportPicture, ImportSheet
from marketplace.imports.states import READING
from marketplace.media.models import PrivateFile


def find_reading(list_id: int) -> ImportList | None:
    """A list whose pictures are being read; None where it is one no longer."""
    return session.scalar(select(ImportList).where(ImportList.id == list_id, ImportList.status == READING))


def pictures_of(list_id: int) -> list[ImportPicture]:
    """The pictures of a list in their order."""
    rows = select(ImportPicture).where(ImportPicture.list_id == list_id)
    return list(session.scalars(rows.order_by(ImportPicture.position)))


def files_of_pictures(list_id: int) -> list[PrivateFile]:
    """The files of a list's pictures in their order."""
    rows = select(PrivateFile).join(ImportPicture, ImportPicture.private_file_id == PrivateFile.id)
    return list(session.scalars(rows.where(ImportPicture.list_id == list_id).order_by(ImportPicture.position)))


def forget_pictures(list_id: int) -> Delete:
    """The statement that erases the rows of a list's pictures."""
    return delete(ImportPicture).where(ImportPicture.list_id == list_id)


def doubts_of(list_id: int, position: int) -> dict[str, Any]:
    """Which cells of a sheet were not surely read."""
    rows = select(ImportSheet.doubts).where(ImportSheet.list_id == list_id, ImportSheet.position == position)
    return session.scalar(rows) or {}
