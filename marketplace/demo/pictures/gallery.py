"""The pictures by name: every product's views, stall covers, seller marks and sample papers."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from PIL import Image

from marketplace.demo.pictures import covers, papers, portraits, products
from marketplace.demo.pictures.paint import Sheet
from marketplace.demo.pictures.surfaces import finish

Scene = Callable[[], Sheet]

VIEWS = (0, 1, 2)
SHOP_COVERS = tuple(covers.COVERS)


class UnknownPicture(LookupError):
    """There is no picture of this product or view."""


@lru_cache(maxsize=1)
def scenes() -> Mapping[str, tuple[Scene, ...]]:
    """Return the views of every product, gathered from the files of the folder `products`."""
    found: dict[str, tuple[Scene, ...]] = {}
    for module in sorted(iter_modules(products.__path__), key=lambda m: m.name):
        found |= import_module(f"{products.__name__}.{module.name}").PICTURES
    return found


def product_slugs() -> tuple[str, ...]:
    """Return the slugs of all products that have pictures."""
    return tuple(scenes())


def draw_product(slug: str, view: int) -> Image.Image:
    """Return one view (0, 1 or 2) of a product, 1200 by 900 pixels; UnknownPicture if there is none."""
    views = scenes().get(slug)
    if views is None or view not in VIEWS:
        raise UnknownPicture(f"{slug} view {view}")
    return finish(views[view]())


def draw_shop_cover(key: str, seed: int) -> Image.Image:
    """Return a stall's cover, 1600 by 700 pixels; see SHOP_COVERS for the places that have their own."""
    return finish(covers.cover(key, seed))


def draw_portrait(seed: int, initials: str = "") -> Image.Image:
    """Return the mark that stands for a seller, 400 by 400 pixels; it never shows a person."""
    return finish(portraits.portrait(seed, initials))


def draw_document(kind: str, title: str, number: str) -> Image.Image:
    """Return a sample certificate, 1000 by 1414 pixels; ValueError unless the number begins with MAU-."""
    return finish(papers.certificate(kind, title, number))


def draw_evidence(kind: str, seed: int) -> Image.Image:
    """Return a sample photograph of a paper, 1200 by 900 pixels; kinds beginning with `id` show a card."""
    return finish(papers.evidence(kind, seed))
