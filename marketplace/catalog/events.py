"""Events about products."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftBegun:
    """Somebody of a shop began a product: a draft that nobody else sees yet."""

    product_id: int
    person_id: int | None  # who began it


@dataclass(frozen=True)
class ProductSubmitted:
    """A revision was submitted for review."""

    product_id: int
    revision_id: int


@dataclass(frozen=True)
class ProductApproved:
    """A revision was approved: the public sees it from now on."""

    product_id: int
    revision_id: int


@dataclass(frozen=True)
class ProductReturned:
    """A revision was returned with comments."""

    product_id: int
    revision_id: int


@dataclass(frozen=True)
class ProductChanged:
    """Something public about a product changed without review: price, variants, hidden or shown, blocked."""

    product_id: int
