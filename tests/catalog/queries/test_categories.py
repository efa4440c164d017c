"""The shelves of the shop: what is offered, and what needs a licence stays off."""

import pytest
from flask import Flask

from marketplace.catalog import queries, reference
from marketplace.catalog.errors import CategoryNotOffered
from marketplace.catalog.models import Category
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, version_of


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


def test_a_shelf_that_is_off_is_offered_to_nobody_nor_its_children(app: Flask) -> None:
    with transaction():
        _category("thu-cong").is_enabled = False
    assert "thu-cong" not in [c.slug for c in queries.list_root_categories()]
    with pytest.raises(CategoryNotOffered):
        queries.get_offered_category(_category("coi").id)
