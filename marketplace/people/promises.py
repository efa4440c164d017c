"""What must hold of persons at any moment (promise P1)."""

from collections.abc import Iterator

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.core.sealing import SEALED_LIKE
from marketplace.people.models import SealedTrait


@promise("P1", "sensitive facts of persons are stored sealed")
def traits_are_sealed() -> Iterator[str]:
    """Sensitive traits stored in plain text."""
    rows = select(SealedTrait.id, SealedTrait.kind).where(SealedTrait.sealed.not_like(SEALED_LIKE))
    for trait_id, kind in session.execute(rows.order_by(SealedTrait.id)):
        yield f"trait {trait_id} ({kind}) is not sealed"
