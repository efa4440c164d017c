"""Papers: numbers and days as on the paper, each once."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from marketplace.catalog.errors import BadValue
from marketplace.catalog.models import Certificate, Product
from marketplace.catalog.services import papers
from marketplace.catalog.services.papers import PaperFields
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_product

OCOP = PaperFields(kind="ocop", number="MAU-123/QĐ-UBND", issued_on=date(2025, 3, 1), stars=4, authority="UBND tỉnh")


@pytest.fixture
def product(app: Flask) -> Product:
    with transaction():
        return make_product()


def _papers(product: Product) -> list[Certificate]:
    session.expire_all()
    return list(session.get_one(Product, product.id).certificates)


def test_ocop_keeps_stars_number_and_its_thirty_six_months(product: Product) -> None:
    for _ in range(2):
        with transaction():
            papers.add_certificate(session.get_one(Product, product.id), OCOP)
    (paper,) = _papers(product)
    assert (paper.stars, paper.number, paper.expires_on) == (4, "MAU-123/QĐ-UBND", date(2028, 3, 1))


def test_the_end_on_the_paper_comes_first(product: Product) -> None:
    with transaction():
        fields = replace(OCOP, expires_on=date(2026, 12, 31))
        papers.add_certificate(session.get_one(Product, product.id), fields)
    assert _papers(product)[0].expires_on == date(2026, 12, 31)


def test_only_ocop_has_stars(product: Product) -> None:
    with transaction():
        papers.add_certificate(session.get_one(Product, product.id), replace(OCOP, kind="ban_tu_cong_bo"))
    (paper,) = _papers(product)
    assert (paper.stars, paper.expires_on) == (None, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "bang_khen"}, "kind"),
        ({"number": ""}, "number"),
        ({"number": "x" * 81}, "number"),
        ({"stars": None}, "stars"),
        ({"stars": 6}, "stars"),
        ({"issued_on": date(2999, 1, 1)}, "issued_on"),
        ({"expires_on": date(2025, 3, 1)}, "expires_on"),
    ],
)
def test_odd_papers_are_refused(product: Product, changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadValue) as refusal, transaction():
        papers.add_certificate(session.get_one(Product, product.id), replace(OCOP, **changes))  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert _papers(product) == []


def test_a_paper_is_taken_off(product: Product) -> None:
    with transaction():
        again = session.get_one(Product, product.id)
        papers.remove_certificate(again, papers.add_certificate(again, OCOP))
    assert _papers(product) == []
