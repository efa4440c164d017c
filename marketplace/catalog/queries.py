"""Reading categories and products."""

from sqlalchemy import select

from marketplace.catalog.models import Category
from marketplace.core.db import session


def list_root_categories() -> list[Category]:
    """Enabled top categories in their order."""
    top = select(Category).where(Category.parent_id.is_(None), Category.is_enabled.is_(True))
    return list(session.scalars(top.order_by(Category.position, Category.id)))
