"""Reference data this version ships; loading it twice changes nothing."""

from datetime import date

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.fees.models import CommissionRule

STARTS_ON = date(2026, 1, 1)
REASON = "Hội không thu phí gian hàng của chị em."


def load() -> None:
    """The general commission of a fresh installation: none. Rules the operator adds later are left alone."""
    general = select(CommissionRule.id).where(
        CommissionRule.shop_id.is_(None),
        CommissionRule.category_id.is_(None),
        CommissionRule.valid_from == STARTS_ON,
    )
    if session.scalar(general.limit(1)) is None:
        session.add(CommissionRule(basis_points=0, valid_from=STARTS_ON, reason=REASON))
