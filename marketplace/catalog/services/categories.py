"""Shelves: switched on and off, and renamed, by the operator; every page shows it with the next request."""

from marketplace.audit.services import record
from marketplace.catalog.errors import BadValue, RestrictedCategory
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


def rename_category(category: Category, name: str, name_en: str, actor: Actor) -> None:
    """Give a category another name in both languages."""
    if not name or not name_en:
        raise BadValue(field="name", why="empty")
    before = {"name": category.name, "name_en": category.name_en}
    category.name, category.name_en = name, name_en
    _changed(category, "category.renamed", actor, before)


def _switch(category: Category, enabled: bool, actor: Actor) -> None:
    if category.is_enabled != enabled:
        category.is_enabled = enabled
        _changed(category, "category.enabled" if enabled else "category.disabled", actor, {})


def _changed(category: Category, action: str, actor: Actor, before: dict[str, str]) -> None:
    record(action, "category", category.id, by=actor, details={"before": before} if before else None)
    bump(SITE)
    publish(CategoryChanged(category.id))
