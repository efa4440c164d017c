"""What the files of the demo say is whole, fits the rules of labels and limits, and stands on real places."""

import re

import pytest
from flask import Flask

from marketplace.catalog.health_claims import find_health_claims
from marketplace.catalog.labels import fields_of
from marketplace.core.db import session
from marketplace.core.folding import fold
from marketplace.places.models import FormerArea, Succession
from marketplace.places.queries import get_area
from marketplace.rules.banks import get_bank
from marketplace.story.source import LIVE, RETURNED, ProductFacts, get_people, list_products, list_shops

PRODUCTS = list_products()
ADDED = {"ten_hang_hoa", "ten_dia_chi_chiu_trach_nhiem", "xuat_xu", "ngay_san_xuat"}
SIGN_INS = ("0912000001", "0912000002", "0912000003", "0912000011", "0912000012", "0912000021")


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.slug)
class TestEachProduct:
    def test_it_belongs_to_a_shop_and_its_pictures_are_described(self, product: ProductFacts) -> None:
        assert product.shop in {shop.key for shop in list_shops()}
        assert len(product.alts) == 3 and len(set(product.alts)) == 3

    def test_it_is_described_in_a_few_warm_sentences(self, product: ProductFacts) -> None:
        sentences = re.findall(r"[.!?…](?:\s|$)", product.description)
        assert 2 <= len(sentences) <= 5
        assert len(product.description) > 100

    def test_it_promises_no_cure(self, product: ProductFacts) -> None:
        texts = [
            ("text", product.description),
            ("origin", product.origin_note),
            *(("label", t) for t in product.label.values()),
        ]
        claims = find_health_claims(texts)
        assert bool(claims) == (product.state == RETURNED)  # the one that was sent back says too much, on purpose

    def test_its_label_is_complete(self, product: ProductFacts) -> None:
        fields = fields_of(product.label_group)
        assert set(product.label) <= {field.code for field in fields}
        missing = {field.code for field in fields if field.required} - set(product.label)
        assert missing <= ADDED

    def test_its_variants_have_prices_stock_and_codes(self, product: ProductFacts) -> None:
        assert 1 <= len(product.variants) <= 3
        assert all(variant.price_dong >= 1_000 and variant.sku and variant.weight_g for variant in product.variants)
        assert len({variant.name for variant in product.variants}) == len(product.variants)

    def test_what_spoils_stays_in_the_province(self, product: ProductFacts) -> None:
        if product.delivery.keeps_cold:
            assert product.delivery.scope == "province"
            assert (product.delivery.max_transit_days or 99) <= 2


def test_codes_are_given_once() -> None:
    codes = [variant.sku for product in PRODUCTS for variant in product.variants]
    assert len(codes) == len(set(codes))


def test_sam_bao_is_called_by_its_botanical_name_where_it_is_sold_as_root() -> None:
    roots = [p for p in PRODUCTS if "sam-bao" in p.slug and p.category == "sam-bao" and "siro" not in p.slug]
    assert roots and all("Abelmoschus sagittifolius" in p.description for p in roots)
    assert not any("nhân sâm" in p.description.lower() for p in PRODUCTS)


def test_places_of_today_and_of_old_are_what_they_were(app: Flask) -> None:
    for product in PRODUCTS:
        area = get_area(product.area_code)
        assert area.name == product.place, product.slug
        if not product.former_place.startswith("huyện"):
            assert former_leads_to(product.former_place, product.area_code), product.slug


def former_leads_to(former_place: str, area_code: str) -> bool:
    """Whether a former commune of that name and kind became this unit; a city alone is looked for by its name."""
    commune, _, district = former_place.partition(", ")
    rows = session.query(FormerArea).join(Succession, Succession.former_id == FormerArea.id)
    there = rows.filter(Succession.area_code == area_code).all()
    if not district:
        return any(fold(commune) == fold(row.district) for row in there)
    return any(fold(row.name) == fold(commune) and fold(row.district) == fold(district) for row in there)


def test_shops_have_stories_and_banks() -> None:
    for shop in list_shops():
        assert len(shop.story) > 250 and "(mẫu)" in shop.name and "(mẫu)" in shop.owner
        assert get_bank(shop.bank_bin).can_receive


def test_the_printed_sign_ins_are_there() -> None:
    people = get_people()
    phones = {people.customer.phone, *(person.phone for person in people.staff.values())}
    phones |= {officer.phone for officer in people.officers} | {shop.sign_in for shop in list_shops()}
    assert phones >= set(SIGN_INS)
    assert next(officer.area_code for officer in people.officers if officer.phone == "0912000011") == "15382"


def test_the_live_ones_are_forty_three() -> None:
    assert sum(product.state == LIVE for product in PRODUCTS) == 43
