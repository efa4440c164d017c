"""What happens to products."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProductSubmitted:
    """A revision waits for review."""

    product_id: int
    revision_id: int


@dataclass(frozen=True)
class ProductApproved:
    """A revision was approved and is what the public sees."""

    product_id: int
    revision_id: int


@dataclass(frozen=True)
class ProductReturned:
    """A revision was returned with comments."""

    product_id: int
    revision_id: int


@dataclass(frozen=True)
class ProductChanged:
    """Something that shows changed: price, variants, hidden or shown, blocked."""

    product_id: int
