"""Keeping what was prepared, within a person's daily measure, and erasing it for good."""

from dataclasses import dataclass
from datetime import timedelta

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.media import queries
from marketplace.media.errors import QuotaReached
from marketplace.media.events import DocumentErased, PhotoErased, PhotoKept, PhotoKeptEarly
from marketplace.media.models import Photo, PrivateFile, Rendition

MOST_A_DAY = 200  # photos and papers of one person: far above an honest day, far below a full disk


@dataclass(frozen=True)
class PreparedRendition:
    """One size and format, on disk already."""

    format: str
    width: int
    height: int
    size_bytes: int
    sha256: str
    path: str


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo whose files lie on disk and wait for a row; without one they are gone within a day."""

    public_id: str
    sha256: str
    original_path: str
    width: int
    height: int
    average_colour: str
    renditions: tuple[PreparedRendition, ...]
    is_complete: bool = True  # else the worker draws the other sizes and formats


@dataclass(frozen=True)
class PreparedDocument:
    """A paper whose sealed file lies on disk and waits for a row."""

    public_id: str
    mime: str
    size_bytes: int
    sha256: str
    path: str


def require_measure(owner_person_id: int | None) -> None:
    """Refuse with QuotaReached when a person has sent as much as one day allows; files without owner are ours."""
    if owner_person_id is None:
        return
    if queries.count_sent_since(owner_person_id, now() - timedelta(days=1)) >= MOST_A_DAY:
        raise QuotaReached(most=MOST_A_DAY, retry_at=now() + timedelta(hours=1))


def keep_photo(prepared: PreparedPhoto, owner_person_id: int | None) -> Photo:
    """Give a prepared photo its row; the same one twice is one photo. QuotaReached when it is too much today."""
    known = queries.find_photo(prepared.public_id)
    if known is not None:
        return known
    require_measure(owner_person_id)
    photo = Photo(
        public_id=prepared.public_id,
        owner_person_id=owner_person_id,
        sha256=prepared.sha256,
        original_path=prepared.original_path,
        width=prepared.width,
        height=prepared.height,
        average_colour=prepared.average_colour,
    )
    photo.renditions = [rendition_row(made) for made in prepared.renditions]
    session.add(photo)
    session.flush()
    publish(PhotoKept(photo.id) if prepared.is_complete else PhotoKeptEarly(photo.id))
    return photo


def keep_document(prepared: PreparedDocument, owner_person_id: int | None) -> PrivateFile:
    """Give a prepared paper its row; the same one twice is one paper. QuotaReached when it is too much today."""
    if prepared.public_id in queries.known_documents([prepared.public_id]):
        return queries.get_document(prepared.public_id)
    require_measure(owner_person_id)
    file = PrivateFile(
        public_id=prepared.public_id,
        owner_person_id=owner_person_id,
        mime=prepared.mime,
        size_bytes=prepared.size_bytes,
        sha256=prepared.sha256,
        path=prepared.path,
    )
    session.add(file)
    session.flush()
    return file


def add_renditions(photo: Photo, made: tuple[PreparedRendition, ...]) -> None:
    """Note the sizes and formats that a photo kept early lacked; once."""
    there = {(each.format, each.width) for each in photo.renditions}
    lacking = [each for each in made if (each.format, each.width) not in there]
    if lacking and photo.erased_at is None:
        session.add_all(rendition_row(each, photo.id) for each in lacking)
        publish(PhotoKept(photo.id))


def add_avif(photo: Photo, made: tuple[PreparedRendition, ...]) -> None:
    """Note that a photo has its AVIF renditions now; once."""
    if photo.avif_at is None and photo.erased_at is None:
        session.add_all(rendition_row(each, photo.id) for each in made)
        photo.avif_at = now()


def erase_photo(photo: Photo) -> None:
    """Erase a photo for good: its files go once this transaction is committed; its row stays, empty."""
    if photo.erased_at is not None:
        return
    for rendition in list(photo.renditions):
        session.delete(rendition)
    photo.erased_at = now()
    publish(PhotoErased(photo.public_id))


def erase_document(file: PrivateFile) -> None:
    """Erase a private file for good: its bytes go once this transaction is committed; its hash stays."""
    if file.erased_at is None:
        file.erased_at = now()
        publish(DocumentErased(file.public_id))


def rendition_row(made: PreparedRendition, photo_id: int | None = None) -> Rendition:
    """The row of a prepared rendition."""
    row = Rendition(
        format=made.format,
        width=made.width,
        height=made.height,
        size_bytes=made.size_bytes,
        sha256=made.sha256,
        path=made.path,
    )
    if photo_id is not None:
        row.photo_id = photo_id
    return row
