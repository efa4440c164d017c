"""Recording prepared files within a person's daily upload limit, and erasing them for good."""

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
    """One size and format of a photo, on disk already."""

    format: str
    width: int
    height: int
    size_bytes: int
    sha256: str
    path: str


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo whose files are on disk but which has no row yet; without one they are deleted within a day."""

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
    """A document whose encrypted file is on disk but which has no row yet."""

    public_id: str
    mime: str
    size_bytes: int
    sha256: str
    path: str


def require_measure(owner_person_id: int | None) -> None:
    """Refuse with QuotaReached at a person's daily limit; files without an owner ship with the product and are free."""
    if owner_person_id is None:
        return
    if queries.count_sent_since(owner_person_id, now() - timedelta(days=1)) >= MOST_A_DAY:
        raise QuotaReached(most=MOST_A_DAY, retry_at=now() + timedelta(hours=1))


def keep_photo(prepared: PreparedPhoto, owner_person_id: int | None) -> Photo:
    """Record a prepared photo; the same one twice is one photo. QuotaReached beyond the owner's daily limit."""
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
    """Record a prepared document; the same one twice is one. QuotaReached beyond the owner's daily limit."""
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
    """Record the sizes and formats that a photo kept early lacked; twice is once."""
    there = {(each.format, each.width) for each in photo.renditions}
    lacking = [each for each in made if (each.format, each.width) not in there]
    if lacking and photo.erased_at is None:
        session.add_all(rendition_row(each, photo.id) for each in lacking)
        publish(PhotoKept(photo.id))


def add_avif(photo: Photo, made: tuple[PreparedRendition, ...]) -> None:
    """Record that a photo has its AVIF renditions now; twice is once."""
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
