"""File work outside transactions: files are written before the commit; more renditions and removals follow it."""

import errno
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import structlog

from marketplace.core.db import session
from marketplace.core.events import after_commit
from marketplace.core.outbox import PICTURES
from marketplace.core.references import new_public_id
from marketplace.core.transactions import transaction
from marketplace.media import queries, services, storage
from marketplace.media.errors import FileBroken, FileGone, PhotoRefused, Reason
from marketplace.media.events import DocumentErased, PhotoErased, PhotoKept, PhotoKeptEarly
from marketplace.media.models import Photo, PrivateFile
from marketplace.media.pipeline.decode import LARGE_PIXELS
from marketplace.media.pipeline.documents import DocumentInfo, check_document
from marketplace.media.pipeline.inspect import Decoded, open_photo
from marketplace.media.pipeline.render import (
    Rendered,
    average_colour,
    avif_renditions,
    first_rendition,
    jpeg_rendition,
    renditions,
)
from marketplace.media.pipeline.turns import drawing_turn
from marketplace.media.services import PreparedDocument, PreparedPhoto, PreparedRendition

PAPER_WIDTH = 2000  # enough to read small print on a photographed paper
LONG = 600  # seconds that the worker waits for its turn
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
log = structlog.get_logger()


def prepare_photo(data: bytes, owner_person_id: int | None = None) -> PreparedPhoto:
    """Check a photo, render every size and write the files; pass the result to `services.keep_photo` in a transaction.

    Takes up to a second of CPU, so never inside a transaction; of a large photo the worker renders the other sizes.
    PhotoRefused for an unusable file, while too many are being drawn, and where the disk takes no more; QuotaReached
    beyond its owner's daily limit.
    """
    services.require_measure(owner_person_id)
    session.rollback()  # drawing takes long: no snapshot of the database stays open meanwhile
    with drawing_turn():
        decoded = open_photo(data)
        is_complete = decoded.width * decoded.height <= LARGE_PIXELS
        drawn = renditions(decoded) if is_complete else [first_rendition(decoded)]
    return _stored(data, decoded, drawn, is_complete=is_complete)


def prepare_photo_soon(data: bytes) -> PreparedPhoto:
    """Check a photo that ships with the product and write one rendition; the worker renders the others later.

    For many photos at once: it takes a tenth of the CPU of `prepare_photo`.
    """
    session.rollback()
    with drawing_turn():
        decoded = open_photo(data)
        drawn = [first_rendition(decoded)]
    return _stored(data, decoded, drawn, is_complete=False)


def prepare_document(data: bytes, owner_person_id: int | None = None) -> PreparedDocument:
    """Check a document (photo or plain PDF) and store it encrypted; for `services.keep_document` in a transaction.

    A photographed document is re-encoded as JPEG: readable everywhere, without the camera's metadata.
    """
    services.require_measure(owner_person_id)
    session.rollback()
    with drawing_turn():
        mime, content = _clean_paper(data, check_document(data))
    public_id = new_public_id()
    with _room():
        path = storage.write_sealed(storage.PRIVATE, public_id, content)
    return PreparedDocument(public_id, mime, len(content), _sha256(content), path)


def read_document(file: PrivateFile) -> bytes:
    """The bytes of a private file; the caller checks access first. FileGone when erased, FileBroken when damaged."""
    if file.erased_at is not None:
        raise FileGone(public_id=file.public_id)
    content = storage.read_sealed(storage.PRIVATE, file.public_id, file.path)
    if content is None or _sha256(content) != file.sha256:
        raise FileBroken(public_id=file.public_id)
    return content


@after_commit(PhotoKeptEarly, own_transactions=True, lane=PICTURES)
def draw_renditions(event: PhotoKeptEarly) -> None:
    """Render the sizes and formats that a photo lacks; a photo erased meanwhile is left alone."""
    photo = queries.find_photo_by_id(event.photo_id)
    if photo is None or photo.erased_at is not None:
        return
    public_id, there = photo.public_id, {(made.format, made.width) for made in photo.renditions}
    with drawing_turn(LONG):
        drawn = [made for made in renditions(_open_original(photo)) if (made.format, made.width) not in there]
    storage.add_renditions(public_id, _files(drawn))
    with transaction():
        locked = queries.lock_photo(event.photo_id)
        if locked is not None:
            services.add_renditions(locked, _prepared(public_id, drawn))


@after_commit(PhotoKept, own_transactions=True, lane=PICTURES)
def draw_avif(event: PhotoKept) -> None:
    """Render AVIF, which is too slow for a request; a photo erased meanwhile is left alone."""
    photo = queries.find_photo_by_id(event.photo_id)
    if photo is None or photo.avif_at is not None or photo.erased_at is not None:
        return
    public_id = photo.public_id
    with drawing_turn(LONG):
        drawn = avif_renditions(_open_original(photo))
    storage.add_renditions(public_id, _files(drawn))
    with transaction():
        locked = queries.lock_photo(event.photo_id)
        if locked is not None:
            services.add_avif(locked, _prepared(public_id, drawn))


@after_commit(PhotoErased, own_transactions=True, lane=PICTURES)
def remove_photo_files(event: PhotoErased) -> None:
    """Delete an erased photo's files."""
    storage.remove(storage.RENDITIONS, event.public_id)
    storage.remove(storage.ORIGINALS, event.public_id)


@after_commit(DocumentErased, own_transactions=True, lane=PICTURES)
def remove_document_file(event: DocumentErased) -> None:
    """Delete an erased private file's bytes."""
    storage.remove(storage.PRIVATE, event.public_id)


def _clean_paper(data: bytes, paper: DocumentInfo) -> tuple[str, bytes]:
    if paper.photo is None:
        return paper.mime, data
    return "image/jpeg", jpeg_rendition(paper.photo, PAPER_WIDTH).data


def _open_original(photo: Photo) -> Decoded:
    """A kept photo's pixels, with no snapshot of the database left open; FileBroken when they are gone."""
    public_id, path = photo.public_id, photo.original_path
    session.rollback()
    original = storage.read_sealed(storage.ORIGINALS, public_id, path)
    if original is None:
        raise FileBroken(public_id=public_id)
    return open_photo(original)


def _stored(data: bytes, decoded: Decoded, drawn: Sequence[Rendered], *, is_complete: bool = True) -> PreparedPhoto:
    public_id = new_public_id()
    with _room():
        original_path = storage.write_sealed(storage.ORIGINALS, public_id, data)
        storage.write_renditions(public_id, _files(drawn))
    return PreparedPhoto(
        public_id=public_id,
        sha256=_sha256(data),
        original_path=original_path,
        width=decoded.width,
        height=decoded.height,
        average_colour=average_colour(decoded),
        renditions=_prepared(public_id, drawn),
        is_complete=is_complete,
    )


@contextmanager
def _room() -> Iterator[None]:
    """A disk that takes no more is no fault of the file, and no mystery: it is said so, and the log says why."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            raise
        log.error("uploads cannot be written", why=fault.strerror)
        raise PhotoRefused(Reason.NO_ROOM) from fault


def _files(drawn: Sequence[Rendered]) -> dict[str, bytes]:
    return {f"{made.width}.{made.format}": made.data for made in drawn}


def _prepared(public_id: str, drawn: Sequence[Rendered]) -> tuple[PreparedRendition, ...]:
    return tuple(
        PreparedRendition(
            format=made.format,
            width=made.width,
            height=made.height,
            size_bytes=len(made.data),
            sha256=_sha256(made.data),
            path=storage.rendition_path(public_id, made.width, made.format),
        )
        for made in drawn
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
