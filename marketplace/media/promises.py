"""Invariants of photos and private files (promises U5 and P5)."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from marketplace.core.promises import open_since, promise
from marketplace.media import queries, storage
from marketplace.media.pipeline.metadata import metadata_in


def every_file_is_right() -> Iterator[str]:
    """Photos and documents whose file is missing, damaged or replaced; reads every byte of all of them."""
    yield from _files(read_since=None)


@promise("U5", "each photo row has a readable file with the right content", in_full=every_file_is_right)
def files_are_there() -> Iterator[str]:
    """The same, but of files of past days only presence and size are checked."""
    yield from _files(read_since=open_since())


def _files(read_since: datetime | None) -> Iterator[str]:
    for photo in queries.each_photo():
        is_read = read_since is None or photo.created_at >= read_since
        original = (storage.ORIGINALS, photo.public_id, photo.original_path)
        yield from _sealed_fault(f"photo {photo.id}: original", *original, photo.sha256 if is_read else None)
        for made in photo.renditions:
            name = f"photo {photo.id}: {made.width}.{made.format}"
            if is_read:
                yield from _fault(name, storage.read_plain(made.path), made.sha256)
            else:
                yield from _size_fault(name, storage.size_of(made.path), made.size_bytes)
    for file in queries.each_document():
        is_read = read_since is None or file.created_at >= read_since
        content = (storage.PRIVATE, file.public_id, file.path)
        yield from _sealed_fault(f"private file {file.id}", *content, file.sha256 if is_read else None)


def _sealed_fault(name: str, kind: str, public_id: str, path: str, sha256: str | None) -> Iterator[str]:
    if sha256 is not None:
        yield from _fault(name, storage.read_sealed(kind, public_id, path), sha256)
    elif not storage.size_of(path):
        yield f"{name} cannot be read"


def _fault(name: str, content: bytes | None, sha256: str) -> Iterator[str]:
    if content is None:
        yield f"{name} cannot be read"
    elif hashlib.sha256(content).hexdigest() != sha256:
        yield f"{name} has another content"


def _size_fault(name: str, size: int | None, size_bytes: int) -> Iterator[str]:
    if size is None:
        yield f"{name} cannot be read"
    elif size != size_bytes:
        yield f"{name} has another content"


def every_picture_is_clean() -> Iterator[str]:
    """Renditions that carry metadata."""
    yield from _with_metadata(since=None)


@promise(
    "P5",
    "served pictures carry nothing but pixels: no EXIF, place, comment, profile text or trailing bytes",
    in_full=every_picture_is_clean,
)
def served_pictures_are_clean() -> Iterator[str]:
    """The same for pictures of the open days only: older ones were checked then and are unchanged (U5)."""
    yield from _with_metadata(since=open_since())


def _with_metadata(since: datetime | None) -> Iterator[str]:
    for photo in queries.each_photo(since):
        for made in photo.renditions:
            content = storage.read_plain(made.path)
            if content is not None and (left := metadata_in(content)):
                yield f"photo {photo.id}: {made.width}.{made.format} carries {', '.join(sorted(left))}"
