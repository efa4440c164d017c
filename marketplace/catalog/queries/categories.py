"""Reading categories: what the public browses, what a seller may choose."""

from sqlalchemy import select

from marketplace.catalog.errors import CategoryNotOffered
from marketplace.catalog.models import Category
from marketplace.core.db import session


def list_root_categories() -> list[Category]:
    """Enabled top categories in their order."""
    top = select(Category).where(Category.parent_id.is_(None), Category.is_enabled.is_(True))
    return list(session.scalars(top.order_by(Category.position, Category.id)))


def list_categories() -> list[Category]:
    """Every category, enabled or not: parents before children, each in its order."""
    return list(session.scalars(select(Category).order_by(Category.parent_id, Category.position, Category.id)))


def offered_categories() -> list[tuple[Category, list[Category]]]:
    """What a seller may choose from: enabled top categories, each with its enabled children."""
    enabled = [category for category in list_categories() if category.is_enabled]
    roots = sorted((c for c in enabled if c.parent_id is None), key=lambda c: (c.position, c.id))
    return [(root, [c for c in enabled if c.parent_id == root.id]) for root in roots]


def get_offered_category(category_id: int) -> Category:
    """A category a seller may choose; CategoryNotOffered when it or its parent is switched off."""
    for root, children in offered_categories():
        for category in (root, *children):
            if category.id == category_id:
                return category
    raise CategoryNotOffered(field="category", category_id=category_id)


def find_category(slug: str) -> Category | None:
    """A category by its slug, enabled or not."""
    return session.scalar(select(Category).where(Category.slug == slug))


def get_category(category_id: int) -> Category:
    """A category by its key."""
    return session.get_one(Category, category_id)
