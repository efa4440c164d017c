"""Pictures and papers of the demo: files of `data/pictures`, uploaded through the same pipeline as any."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from PIL import Image

from marketplace.core.db import db, session
from marketplace.media.exchanges import prepare_document, prepare_photo_soon
from marketplace.media.services import PreparedDocument, PreparedPhoto
from marketplace.story.source import list_products, list_shops

FILES = Path(__file__).with_name("data") / "pictures"
VIEWS = (1, 2, 3)
TINY = (200, 200)  # the smallest picture the pipeline takes


@dataclass(frozen=True)
class Picture:
    """One picture or paper: its file below `data/pictures`, without the suffix."""

    name: str
    is_paper: bool = False


_Prepared = PreparedPhoto | PreparedDocument


class Pictures:
    """All pictures and papers, written to disk without their rows; one that is not ready yet is waited for."""

    def __init__(self, prepared: Mapping[Picture, Callable[[], _Prepared]]) -> None:
        self._prepared = prepared

    def photo(self, picture: Picture) -> PreparedPhoto:
        """A photo as it was prepared; TypeError for a paper."""
        return _only(PreparedPhoto, self._prepared[picture]())

    def document(self, picture: Picture) -> PreparedDocument:
        """A paper as it was prepared; TypeError for a photo."""
        return _only(PreparedDocument, self._prepared[picture]())


_Kind = TypeVar("_Kind", PreparedPhoto, PreparedDocument)


def _only(kind: type[_Kind], prepared: _Prepared) -> _Kind:
    if not isinstance(prepared, kind):
        raise TypeError(f"{prepared.public_id} is no {kind.__name__}")
    return prepared


def view(picture: str, number: int) -> Picture:
    """One of the three pictures of a product."""
    return Picture(f"products/{picture}-{number}")


def cover(shop_key: str) -> Picture:
    """A shop's cover photo."""
    return Picture(f"shops/{shop_key}-cover")


def portrait(shop_key: str) -> Picture:
    """The emblem that stands for a shop's owner."""
    return Picture(f"shops/{shop_key}-portrait")


def evidence(requirement: str, phone: str, side: str = "") -> Picture:
    """A photographed paper of an application."""
    return Picture("evidence/" + "-".join(filter(None, (phone, requirement, side))), is_paper=True)


def star_paper(slug: str) -> Picture:
    """The sample certificate of a product's stars."""
    return Picture(f"certificates/{slug}", is_paper=True)


def star_number(slug: str) -> str:
    """The number of a sample certificate, recognisably made up."""
    return f"MAU-OCOP-{crc32(slug.encode()) % 10_000:04d}"


def usual_pictures() -> list[Picture]:
    """All photos of shops and goods, and the certificates of those with stars; the story begins with the shops'."""
    wanted = [picture for shop in list_shops() for picture in (cover(shop.key), portrait(shop.key))]
    wanted += [view(product.picture, number) for product in list_products() for number in VIEWS]
    return wanted + [star_paper(product.slug) for product in list_products() if product.ocop_stars]


def read_picture(picture: Picture) -> bytes:
    """The bytes of its file."""
    return (FILES / f"{picture.name}.webp").read_bytes()


@contextmanager
def preparing(wanted: Sequence[Picture], *, tiny: bool) -> Iterator[Pictures]:
    """Prepare every picture, in parallel and beside what the block does; `tiny` uses a small coloured square for each.

    In the order of `wanted`. The children that do it are forked before the block opens a transaction.
    """
    cores = len(os.sched_getaffinity(0))
    if tiny or cores == 1:
        read = _square if tiny else read_picture
        yield Pictures({picture: partial(_at_once, _prepared(picture, read(picture))) for picture in wanted})
        return
    session.remove()
    db.engine.dispose()  # a forked child must not share its parent's connections
    with multiprocessing.get_context("fork").Pool(cores) as children:
        yield Pictures({picture: children.apply_async(_read_and_prepared, (picture,)).get for picture in wanted})
        children.close()
        children.join()


def _at_once(prepared: _Prepared) -> _Prepared:
    return prepared


def _read_and_prepared(picture: Picture) -> _Prepared:
    return _prepared(picture, read_picture(picture))


def _prepared(picture: Picture, data: bytes) -> _Prepared:
    return prepare_document(data) if picture.is_paper else prepare_photo_soon(data)


def _square(picture: Picture) -> bytes:
    looks = crc32(picture.name.encode())
    out = BytesIO()
    Image.new("RGB", TINY, (looks & 255, looks >> 8 & 255, looks >> 16 & 255)).save(out, "JPEG", quality=90)
    return out.getvalue()
