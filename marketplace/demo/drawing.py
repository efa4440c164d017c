"""Pictures and papers of the demo, drawn and sent through the same pipeline as anyone's, on every core there is."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zlib import crc32

from PIL import Image

from marketplace.core.db import db, session
from marketplace.demo.pictures.gallery import (
    VIEWS,
    draw_document,
    draw_evidence,
    draw_portrait,
    draw_product,
    draw_shop_cover,
)
from marketplace.demo.source import list_products, list_shops
from marketplace.media.exchanges import prepare_document, prepare_photo
from marketplace.media.services import PreparedDocument, PreparedPhoto

PRODUCT, COVER, PORTRAIT, PAPER, EVIDENCE = "product", "cover", "portrait", "paper", "evidence"
_DOCUMENTS = (PAPER, EVIDENCE)
BESIDE = (960, 720)  # views beside the first: large enough for a gallery, and drawn in two thirds of the time
TINY = (200, 200)  # the smallest picture the pipeline takes


@dataclass(frozen=True)
class Drawing:
    """One picture to be made: what of, and which one of it."""

    kind: str
    name: str
    number: int = 0
    title: str = ""


@dataclass(frozen=True)
class Drawn:
    """Every picture and paper, on disk already, waiting for its row."""

    photos: Mapping[Drawing, PreparedPhoto]
    documents: Mapping[Drawing, PreparedDocument]


Say = Callable[[str], None]


def view(picture: str, number: int) -> Drawing:
    """One of the three pictures of a product."""
    return Drawing(PRODUCT, picture, number)


def cover(shop_key: str) -> Drawing:
    """The top of a shop's page."""
    return Drawing(COVER, shop_key, crc32(shop_key.encode()) % 1000)


def portrait(shop_key: str) -> Drawing:
    """The mark that stands for a shop's owner: one of its own for each shop of the source, in their order."""
    known = [shop.key for shop in list_shops()]
    return Drawing(PORTRAIT, shop_key, known.index(shop_key) if shop_key in known else crc32(shop_key.encode()) % 1000)


def evidence(requirement: str, phone: str, side: str = "") -> Drawing:
    """A photographed paper of an application."""
    return Drawing(EVIDENCE, f"id_{side}" if side else requirement, int(phone[-4:]))


def star_paper(slug: str, title: str, stars: int) -> Drawing:
    """The sample certificate of a product's stars."""
    return Drawing(PAPER, star_number(slug), stars, title)


def star_number(slug: str) -> str:
    """The number of a sample certificate: it never looks like a real one."""
    return f"MAU-OCOP-{crc32(slug.encode()) % 10_000:04d}"


def usual_drawings() -> list[Drawing]:
    """All photos of shops and goods, and the certificates of those with stars."""
    wanted = [view(product.picture, number) for product in list_products() for number in VIEWS]
    wanted += [drawing for shop in list_shops() for drawing in (cover(shop.key), portrait(shop.key))]
    return wanted + [star_paper(p.slug, p.name, p.ocop_stars) for p in list_products() if p.ocop_stars]


def prepare(wanted: Sequence[Drawing], *, draw: bool, say: Say) -> Drawn:
    """Make every drawing and prepare it for its row; `draw=False` takes one tiny coloured square for each."""
    photos: dict[Drawing, PreparedPhoto] = {}
    documents: dict[Drawing, PreparedDocument] = {}
    for count, (drawing, prepared) in enumerate(_each(wanted, draw), start=1):
        if isinstance(prepared, PreparedPhoto):
            photos[drawing] = prepared
        else:
            documents[drawing] = prepared
        if count % 40 == 0 or count == len(wanted):
            say(f"pictures: {count} of {len(wanted)}")
    return Drawn(photos, documents)


_Prepared = tuple[Drawing, PreparedPhoto | PreparedDocument]


def _each(wanted: Sequence[Drawing], draw: bool) -> Iterator[_Prepared]:
    cores = len(os.sched_getaffinity(0))
    if not draw or cores == 1:
        yield from (_prepared(drawing, draw) for drawing in wanted)
        return
    session.remove()
    db.engine.dispose()  # a forked child must not share its parent's connections
    with multiprocessing.get_context("fork").Pool(cores) as children:
        yield from children.imap_unordered(_drawn, wanted, chunksize=2)


def _drawn(drawing: Drawing) -> _Prepared:
    return _prepared(drawing, True)


def _prepared(drawing: Drawing, draw: bool) -> _Prepared:
    data = _jpeg(_image(drawing) if draw else _square(drawing))
    return drawing, prepare_document(data) if drawing.kind in _DOCUMENTS else prepare_photo(data)


def _image(drawing: Drawing) -> Image.Image:
    if drawing.kind == PRODUCT:
        picture = draw_product(drawing.name, drawing.number)
        return picture if drawing.number == 0 else picture.resize(BESIDE, Image.Resampling.LANCZOS)
    if drawing.kind == COVER:
        return draw_shop_cover(drawing.name, drawing.number)
    if drawing.kind == PORTRAIT:
        return draw_portrait(drawing.number)
    if drawing.kind == EVIDENCE:
        return draw_evidence(drawing.name, drawing.number)
    return draw_document("ocop", f"{drawing.title} – {drawing.number} sao", drawing.name)


def _square(drawing: Drawing) -> Image.Image:
    looks = crc32(repr(drawing).encode())
    return Image.new("RGB", TINY, (looks & 255, looks >> 8 & 255, looks >> 16 & 255))


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()
