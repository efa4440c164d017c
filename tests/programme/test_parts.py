"""Figures told apart by any two dimensions: parts equal the whole, each opens its list, few women are hidden."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.association.scope import EVERYTHING
from marketplace.catalog.models import Category, Product
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.queries import get_person
from marketplace.places.models import Area, FormerArea, Succession
from marketplace.programme.disclosure import TOTAL, hidden_cells
from marketplace.programme.models import OutcomeFact, SupportRecord
from marketplace.programme.periods import Period, parse_period
from marketplace.programme.queries import every_record, get_programme, parts_as_told, parts_of, tally
from marketplace.programme.queries.outcomes import PRODUCT_LISTED
from marketplace.programme.registries import DIMENSIONS, INDICATORS, dimensions_of
from marketplace.programme.services import record_support, say_group
from marketplace.programme.shape import SHARE, SUM, Place, SealedDimension
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_product, make_seller, make_shop, unit_of
from tests.outcomes import make_outcome, make_support
from tests.statements import counted

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
KINDS = ("training", "loan", "grant")


def support(area: str, kind: str, birth_year: int | None, on: date) -> None:
    person = make_person(f"Chị {area} {kind} {birth_year}", birth_year=birth_year)
    record_support(get_programme("939"), person, unit_of(area), kind=kind, given_on=on, **BY)


@pytest.fixture
def outcomes(app: Flask) -> None:
    make_outcome()
    with transaction():
        for n in range(4):
            seller = make_seller(f"Chị {n}", area_code=BIEN_THUONG if n % 2 else HAC_THANH)
            make_support(seller.person, HAC_THANH if n % 3 else BIEN_THUONG)
            make_product(shop=make_shop(f"Gian hàng {n}", seller=seller, opened_at=now()), first_live_at=now())
        for n, (area, kind) in enumerate(product((BIEN_THUONG, HAC_THANH, "38"), KINDS)):
            support(area, kind, None if n % 4 == 0 else 1950 + 7 * n, date(2024, 3, 1) + timedelta(days=n))


@pytest.mark.parametrize("code", INDICATORS.all())
def test_parts_equal_the_whole_and_each_its_list_by_any_two_dimensions(outcomes: None, code: str) -> None:
    plug, place = INDICATORS.get(code), Place(unit_of("38").path)
    fitting = dimensions_of(plug)
    pairs = [list(pair) for pair in combinations([d for d in fitting if not isinstance(d, SealedDimension)], 2)]
    asked = (("2415", parse_period(f"{today().year}")), ("939", parse_period("2024")))
    for nth, (number, days) in enumerate(asked):  # each pair in one of the two programmes, which take a while
        programme = get_programme(number)
        whole = tally(plug, programme, place, days)
        for dimensions in [[d] for d in fitting] + pairs[nth::2]:
            parts = parts_of(plug, programme, place, days, dimensions)
            for name in ("records", "base", "amount_dong"):
                assert sum(getattr(part, name) for part in parts.values()) == getattr(whole, name), dimensions
            for codes, part in list(parts.items())[-1:]:
                rows = every_record(plug, programme, place, days, narrowing=list(zip(dimensions, codes, strict=True)))
                assert len(rows) == (part.base if plug.counting == SHARE else part.records)
                if plug.counting == SUM:
                    assert sum(row.amount_dong or 0 for row in rows) == part.amount_dong


def test_each_is_one_statement(outcomes: None) -> None:
    plug, programme, place = INDICATORS.get("women_supported"), get_programme("939"), Place(unit_of("38").path)
    for pair in combinations(dimensions_of(plug), 2):
        with counted() as sent:
            parts_of(plug, programme, place, parse_period("2024"), pair)
        assert len(sent) == 1


def test_what_is_kept_of_parts_equals_what_is_counted_after_every_write(outcomes: None) -> None:
    plug, place = INDICATORS.get("women_supported"), Place(unit_of("38").path)
    dimensions = [d for d in dimensions_of(plug) if not isinstance(d, SealedDimension)]
    periods = (("2415", parse_period(f"{today().year}")), ("939", parse_period("2024")))

    def kept_and_counted() -> list[tuple[Any, Any]]:
        asked = [(plug, get_programme(n), place, days, (one,)) for n, days in periods for one in dimensions]
        return [(parts_as_told(*one, lambda one=one: parts_of(*one)), parts_of(*one)) for one in asked]

    fact = session.query(OutcomeFact).filter_by(kind=PRODUCT_LISTED).order_by(OutcomeFact.id.desc()).first()
    goods, area = session.get(Product, fact.record_id), unit_of(HAC_THANH)
    tops = [category.id for category in session.query(Category).filter_by(parent_id=None)]
    elsewhere = next(key for key in tops if key not in (goods.category.id, goods.category.parent_id))
    changes: list[Callable[[], object]] = [
        lambda: support(BIEN_THUONG, "loan", 1990, date(2024, 7, 1)),
        lambda: setattr(get_person(fact.person_id), "birth_year", 1938),
        lambda: say_group("cluster", area, "Cụm 7", **BY),
        lambda: setattr(goods, "category_id", elsewhere),
        lambda: setattr(session.query(SupportRecord).filter_by(person_id=fact.person_id).one(), "kind", "advice"),
    ]
    seen = [kept_and_counted()]
    for change in changes:
        with transaction():
            change()
        seen.append(kept_and_counted())
        assert all(kept == counted_now for kept, counted_now in seen[-1])
    assert len({repr(one) for one in seen}) == len(seen), "each of these changes something that is shown"


def by(code: str, programme: str = "939", year: str = "2024") -> dict[str | None, int]:
    dimension = DIMENSIONS.get(code)
    place = Place(unit_of("38").path)
    parts = parts_of(
        INDICATORS.get("women_supported"), get_programme(programme), place, parse_period(year), [dimension]
    )
    return {codes[0]: part.records for codes, part in parts.items()}


def lists_by(code: str, days: Period) -> dict[str | None, list[int]]:
    """The records in the list that each part of the women supported opens."""
    asked = (INDICATORS.get("women_supported"), get_programme("939"), Place(unit_of("38").path), days)
    dimension = DIMENSIONS.get(code)
    return {
        part: [row.ref.id for row in every_record(*asked, narrowing=[(dimension, part)])]
        for (part,) in parts_of(*asked, [dimension])
    }


def test_ages_are_those_of_the_day_and_an_unknown_year_is_unknown(app: Flask) -> None:
    with transaction():
        for year in (1995, 1994, 1984, 1964, 1965, None):
            support(BIEN_THUONG, "loan", year, date(2024, 5, 1))
    assert by("age_band") == {"-29": 1, "30-39": 1, "40-49": 1, "50-59": 1, "60-": 1, None: 1}
    names = DIMENSIONS.get("age_band").names({"60-", "-29"})
    assert list(names) == ["-29", "60-"]


def test_communes_and_wards_and_what_the_province_recorded_itself(app: Flask) -> None:
    with transaction():
        for area in (BIEN_THUONG, BIEN_THUONG, HAC_THANH, "38"):
            support(area, "loan", 1980, date(2024, 5, 1))
    assert by("commune_kind") == {"xa": 2, "phuong": 1, None: 1}


def test_a_commune_of_two_districts_is_unknown_until_somebody_says(app: Flask) -> None:
    mixed = "15853"  # of communes of Thành phố Thanh Hóa and of Huyện Thiệu Hóa
    with transaction():
        support(BIEN_THUONG, "loan", 1980, date(2024, 5, 1))
        support(mixed, "loan", 1981, date(2024, 5, 1))
    assert by("former_district") == {"Huyện Vĩnh Lộc": 1, None: 1}
    with transaction():
        assert say_group("district", unit_of(mixed), "Huyện Thiệu Hóa", **BY)
    assert by("former_district") == {"Huyện Vĩnh Lộc": 1, "Huyện Thiệu Hóa": 1}
    with transaction():
        assert say_group("district", unit_of(mixed), "", **BY)
    assert by("former_district") == {"Huyện Vĩnh Lộc": 1, None: 1}


def test_clusters_are_what_the_province_says(app: Flask) -> None:
    with transaction():
        support(BIEN_THUONG, "loan", 1980, date(2024, 5, 1))
        support(HAC_THANH, "loan", 1981, date(2024, 5, 1))
        say_group("cluster", unit_of(BIEN_THUONG), "Cụm 3", **BY)
    assert by("cluster") == {"Cụm 3": 1, None: 1}


def test_grand_totals_stay_over_random_histories_of_areas(app: Flask) -> None:
    """Whatever became of which commune, and whatever was said: by district, cluster and commune the sums are equal."""
    random, place = Random(9), Place(unit_of("38").path)
    areas = [area.code for area in session.query(Area).filter_by(parent_code="38")][:30]
    with transaction():
        for n in range(30):
            support(
                random.choice(areas),
                random.choice(KINDS),
                random.choice([None, 1970, 1990]),
                date(2024, 1 + n % 12, 1 + n % 28),
            )
    plug, programme, days = INDICATORS.get("women_supported"), get_programme("939"), parse_period("2024")
    whole = tally(plug, programme, place, days).records
    every_one = sorted(row.ref.id for row in every_record(plug, programme, place, days))
    for _history in range(3):
        with transaction():
            session.query(Succession).filter(Succession.area_code.in_(areas)).delete()
            formers = random.sample([row.id for row in session.query(FormerArea).filter_by(province_code="38")], 40)
            became = {former: random.sample(areas, random.choice([1, 1, 1, 2, 3])) for former in formers}
            links = {(former, area) for former, into in became.items() for area in into}
            taken = {(row.former_id, row.area_code) for row in session.query(Succession)}
            session.add_all(Succession(former_id=former, area_code=area) for former, area in links - taken)
            for area in random.sample(areas, 5):
                say_group("cluster", unit_of(area), random.choice(["", "Cụm 1", "Cụm 2"]), **BY)
        for code in ("former_district", "cluster", "commune"):
            parts, lists = by(code), lists_by(code, days)
            assert sum(parts.values()) == whole and {part: len(keys) for part, keys in lists.items()} == parts
            assert sorted(key for keys in lists.values() for key in keys) == every_one
        pair = [DIMENSIONS.get("former_district"), DIMENSIONS.get("cluster")]
        assert sum(part.records for part in parts_of(plug, programme, place, days, pair).values()) == whole


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=5))
def test_few_women_are_hidden_and_cannot_be_told_from_the_rest(numbers: list[list[int]]) -> None:
    women: dict[Any, int] = {(r, c): number for r, row in enumerate(numbers) for c, number in enumerate(row)}
    women |= {(r, TOTAL): sum(row) for r, row in enumerate(numbers)}
    women |= {(TOTAL, c): sum(row[c] for row in numbers) for c in range(3)}
    women[TOTAL, TOTAL] = sum(map(sum, numbers))
    hidden = hidden_cells(women, 5)
    assert {cell for cell, number in women.items() if 0 < number < 5} <= hidden
    rows, columns = [*range(len(numbers)), TOTAL], [0, 1, 2, TOTAL]
    for line in [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]:
        gone = [cell for cell in line if cell in hidden]
        assert not gone or len(gone) == len(line) or (len(gone) > 1 and sum(women[cell] for cell in gone) >= 5)


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hidden_cells({("a", "x"): 5, ("a", TOTAL): 5, ("b", "x"): 0, ("b", TOTAL): 0}, 5) == set()
