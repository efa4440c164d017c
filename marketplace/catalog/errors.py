"""Refusals about products and their review."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound


class NoSuchProduct(NotFound):
    """The shop has no such product."""


class NoSuchPart(NotFound):
    """The product has no such variant, photo or paper."""


class NoSuchRevision(NotFound):
    """No such revision within this territory."""


class BadValue(Invalid):
    """An unusable value; `field` names it and `why` says what is wrong (a code)."""

    field: str
    why: str


class CategoryNotOffered(Invalid):
    """The category does not exist, is switched off, or is restricted."""


class NotReady(Invalid):
    """The listing cannot be sent for review yet; `missing` names the parts."""

    missing: tuple[str, ...]


class Unmended(Conflict):
    """The Union asked to change `parts`, and they are as they were."""

    parts: tuple[str, ...]


class NothingChanged(Conflict):
    """The content to be submitted is what the public sees already."""


class TooMany(Conflict):
    """The product has reached its limit of photos, variants or papers."""

    part: str
    most: int


class LastVariant(Conflict):
    """A product keeps at least one variant that can be bought; to stop selling it, hide it."""


class ContentChanged(Conflict):
    """The content to be approved is not the one the reviewer saw, or its frozen copy was altered."""


class CannotReview(NotAllowed):
    """The reviewer may not decide; `why`: no_office (serves in no unit above this shop) or own_shop."""

    why: str


class ShopNotSelling(NotAllowed):
    """The shop is suspended, so its products are neither reviewed nor shown."""
