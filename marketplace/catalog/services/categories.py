"""Shelves: switched on and off by the operator; every page shows it with the next request."""

from marketplace.audit.services import record
from marketplace.catalog.errors import RestrictedCategory
from marketplace.catalog.events import CategoryChanged
from marketplace.catalog.models import Category
from marketplace.core.actors import Actor
from marketplace.core.events import publish
from marketplace.core.versions import SITE, bump


def enable_category(category: Category, actor: Actor) -> None:
    """Offer a category; RestrictedCategory for goods that need a licence and an age check."""
    if category.is_restricted:
        raise RestrictedCategory(category_id=category.id)
    _switch(category, True, actor)


def disable_category(category: Category, actor: Actor) -> None:
    """Take a category and its goods out of sight; the goods keep their approval."""
    _switch(category, False, actor)


def _switch(category: Category, enabled: bool, actor: Actor) -> None:
    if category.is_enabled != enabled:
        category.is_enabled = enabled
        _changed(category, "category.enabled" if enabled else "category.disabled", actor)


def _changed(category: Category, action: str, actor: Actor) -> None:
    record(action, "category", category.id, by=actor)
    bump(SITE)
    publish(CategoryChanged(category.id))
