"""What must hold of pictures and papers at any moment (promise U5)."""

import hashlib
from collections.abc import Iterator

from marketplace.core.promises import promise
from marketplace.media import queries, storage
from marketplace.media.pipeline.baggage import baggage_of


@promise("U5", "each photo row has a readable file with the right content")
def files_are_there() -> Iterator[str]:
    """Photos and papers whose file is missing, damaged or another one."""
    for photo in queries.each_photo():
        original = storage.read_sealed(storage.ORIGINALS, photo.public_id, photo.original_path)
        yield from _fault(f"photo {photo.id}: original", original, photo.sha256)
        for made in photo.renditions:
            name = f"photo {photo.id}: {made.width}.{made.format}"
            yield from _fault(name, storage.read_plain(made.path), made.sha256)
    for file in queries.each_document():
        content = storage.read_sealed(storage.PRIVATE, file.public_id, file.path)
        yield from _fault(f"private file {file.id}", content, file.sha256)


def _fault(name: str, content: bytes | None, sha256: str) -> Iterator[str]:
    if content is None:
        yield f"{name} cannot be read"
    elif hashlib.sha256(content).hexdigest() != sha256:
        yield f"{name} has another content"


@promise("P5", "served pictures carry nothing but pixels: no EXIF, place, comment, profile text or trailing bytes")
def served_pictures_are_clean() -> Iterator[str]:
    """Renditions in which something besides the picture is left."""
    for photo in queries.each_photo():
        for made in photo.renditions:
            content = storage.read_plain(made.path)
            if content is not None and (left := baggage_of(content)):
                yield f"photo {photo.id}: {made.width}.{made.format} carries {', '.join(sorted(left))}"
