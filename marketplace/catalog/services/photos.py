"""A product's gallery: photos added, ordered, described and taken out; the first is the one on the card."""

from marketplace.catalog.errors import TooMany
from marketplace.catalog.models import Product, ProductPhoto
from marketplace.core.db import session
from marketplace.media.models import Photo

MOST_PHOTOS = 8


def add_photo(product: Product, photo: Photo, alt: str = "") -> ProductPhoto:
    """Append a photo to the gallery; TooMany beyond eight, the same photo twice is one."""
    known = next((shown for shown in product.photos if shown.photo_id == photo.id), None)
    if known is not None:
        return known
    require_room(product, 1)
    shown = ProductPhoto(photo_id=photo.id, position=len(product.photos), alt=alt or product.name)
    shown.photo = photo
    product.photos.append(shown)
    session.flush()
    return shown


def require_room(product: Product, more: int) -> None:
    """Refuse with TooMany when so many more photos do not fit."""
    if len(product.photos) + more > MOST_PHOTOS:
        raise TooMany(part="photos", most=MOST_PHOTOS)


def remove_photo(product: Product, shown: ProductPhoto) -> None:
    """Remove a photo from the gallery; the public revision keeps it until the next review."""
    for variant in product.variants:
        if variant.photo_id == shown.photo_id:
            variant.photo_id = None
    product.photos.remove(shown)
    session.delete(shown)
    _number(product)


def make_first(product: Product, shown: ProductPhoto) -> None:
    """Make a photo the one on the card."""
    product.photos.remove(shown)
    product.photos.insert(0, shown)
    _number(product)


def move_photo(product: Product, shown: ProductPhoto, by: int) -> None:
    """Move a photo one place forward (-1) or back (+1); at either end nothing happens."""
    place = product.photos.index(shown)
    target = max(0, min(len(product.photos) - 1, place + by))
    product.photos.remove(shown)
    product.photos.insert(target, shown)
    _number(product)


def describe_photo(shown: ProductPhoto, alt: str) -> None:
    """Set a photo's alternative text."""
    shown.alt = alt


def _number(product: Product) -> None:
    for position, shown in enumerate(product.photos):
        shown.position = position
    session.flush()
