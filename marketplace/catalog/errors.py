"""What can be refused about products and their review."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound


class NoSuchProduct(NotFound):
    """This shop has no such product."""


class NoSuchPart(NotFound):
    """The product has no such variant, photo or paper."""


class NoSuchRelease(NotFound):
    """No such listing to review within this territory."""


class BadValue(Invalid):
    """A value that cannot be; `field` names it and `why` says what is wrong (a code)."""

    field: str
    why: str


class CategoryNotOffered(Invalid):
    """The category does not exist, is switched off, or its goods are not sold here."""


class NotReady(Invalid):
    """The listing cannot be sent for review yet; `missing` names the parts."""

    missing: tuple[str, ...]


class NothingChanged(Conflict):
    """What would be sent for review is what the public sees already."""


class TooMany(Conflict):
    """No more photos, variants or papers than so many."""

    part: str
    most: int


class LastVariant(Conflict):
    """A product keeps at least one variant that can be bought; to stop selling it, hide it."""


class ContentChanged(Conflict):
    """What was to be approved is not what was looked at, or was changed after it was frozen."""


class CannotReview(NotAllowed):
    """`why`: no_office (serves in no unit over this shop), own_shop (nobody approves her own)."""

    why: str


class ShopNotSelling(NotAllowed):
    """The shop is suspended, so nothing of it is sent for review or shown."""
