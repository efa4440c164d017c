"""Reading photos and private files."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from marketplace.core.db import session
from marketplace.media.errors import FileGone
from marketplace.media.models import Photo, PrivateFile


def find_photo(public_id: str) -> Photo | None:
    """A photo by its public id."""
    return session.scalar(select(Photo).where(Photo.public_id == public_id))


def find_photo_by_id(photo_id: int) -> Photo | None:
    """A photo by its key."""
    return session.get(Photo, photo_id)


def lock_photo(photo_id: int) -> Photo | None:
    """A photo by its key, locked and read anew."""
    return session.get(Photo, photo_id, with_for_update=True, populate_existing=True)


def get_document(public_id: str) -> PrivateFile:
    """A private file by its public id; FileGone when it was erased or never existed. Check access before reading."""
    found = session.scalar(select(PrivateFile).where(PrivateFile.public_id == public_id))
    if found is None or found.erased_at is not None:
        raise FileGone(public_id=public_id)
    return found


def find_document(file_id: int) -> PrivateFile | None:
    """A private file by its key."""
    return session.get(PrivateFile, file_id)


def count_sent_since(owner_person_id: int, at: datetime) -> int:
    """How many photos and documents a person has sent since an instant."""
    photos = select(func.count()).where(Photo.owner_person_id == owner_person_id, Photo.created_at >= at)
    papers = select(func.count()).where(PrivateFile.owner_person_id == owner_person_id, PrivateFile.created_at >= at)
    return (session.scalar(photos) or 0) + (session.scalar(papers) or 0)


def known_photos(public_ids: Sequence[str]) -> set[str]:
    """Which of these public ids belong to photos that were not erased."""
    kept = select(Photo.public_id).where(Photo.public_id.in_(public_ids), Photo.erased_at.is_(None))
    return set(session.scalars(kept))


def known_documents(public_ids: Sequence[str]) -> set[str]:
    """Which of these public ids belong to private files that were not erased."""
    kept = select(PrivateFile.public_id).where(PrivateFile.public_id.in_(public_ids), PrivateFile.erased_at.is_(None))
    return set(session.scalars(kept))


def each_photo(since: datetime | None = None) -> Iterator[Photo]:
    """Photos (sent or given renditions since an instant) that were not erased, a few at a time."""
    kept = select(Photo).where(Photo.erased_at.is_(None)).options(selectinload(Photo.renditions))
    kept = kept.where(or_(Photo.created_at >= since, Photo.avif_at >= since)) if since else kept
    yield from session.scalars(kept.order_by(Photo.id).execution_options(yield_per=200))


def each_document() -> Iterator[PrivateFile]:
    """Every private file that was not erased, a few at a time."""
    kept = select(PrivateFile).where(PrivateFile.erased_at.is_(None))
    yield from session.scalars(kept.order_by(PrivateFile.id).execution_options(yield_per=200))
