"""Shelves switched by the operator; what needs a licence stays off."""

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.catalog import queries, reference
from marketplace.catalog.errors import CategoryNotOffered, RestrictedCategory
from marketplace.catalog.models import Category
from marketplace.catalog.services import categories
from marketplace.core.actors import OPERATOR, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, version_of
from tests.builders import make_operator


def _category(slug: str) -> Category:
    found = queries.find_category(slug)
    assert found is not None
    return found


def test_the_shipped_shelves(app: Flask) -> None:
    offered = {root.slug: [c.slug for c in children] for root, children in queries.offered_categories()}
    assert list(offered) == ["thuc-pham", "do-uong", "duoc-lieu", "thu-cong"]
    assert "sam-bao" in offered["duoc-lieu"]
    assert (_category("ruou").is_restricted, _category("ruou").is_enabled) == (True, False)


def test_loading_twice_changes_nothing_and_keeps_the_operators_word(app: Flask) -> None:
    before = version_of(SITE)
    with transaction():
        _category("coi").name = "Cói Nga Sơn"
    with transaction():
        reference.load()
    assert _category("coi").name == "Cói Nga Sơn"
    assert version_of(SITE) == before


def test_a_shelf_is_switched_off_with_its_children(app: Flask) -> None:
    before = version_of(SITE)
    with transaction():
        operator = Actor(OPERATOR, make_operator().id)
        for _ in range(2):
            categories.disable_category(_category("thu-cong"), operator)
    assert "thu-cong" not in [c.slug for c in queries.list_root_categories()]
    with pytest.raises(CategoryNotOffered):
        queries.get_offered_category(_category("coi").id)
    assert version_of(SITE) == before + 1
    assert session.query(AuditEntry).filter_by(action="category.disabled").count() == 1


def test_spirits_cannot_be_switched_on(app: Flask) -> None:
    with pytest.raises(RestrictedCategory), transaction():
        categories.enable_category(_category("ruou"), Actor(OPERATOR, make_operator().id))
    session.expire_all()
    assert _category("ruou").is_enabled is False
