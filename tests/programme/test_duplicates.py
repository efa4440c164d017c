"""Records that may be one woman are proposed with the reasons; what an officer judged stays away until withdrawn."""

from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.errors import NotAllowed, NotFound
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import keep_trait
from marketplace.programme.likeness import ID_NUMBER, LIKELY, MAYBE, NAME, PHONE, SIMILAR_NAME, SURE, YEAR_OFF
from marketplace.programme.models import ToldApart
from marketplace.programme.queries import list_judgements, list_pairs, reasons_of
from marketplace.programme.queries.duplicates import LOOKED_AT, PAGE
from marketplace.programme.services import tell_apart, withdraw_judgement
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.outcomes import make_support
from tests.statements import counted

BY = Actor(OFFICER, 1)
PHONE_OF_TWO = "+84912345678"
ELSEWHERE = {"area_code": HAC_THANH}
V = {"address_line": "Thôn 3"}


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def commune() -> Scope:
    unit: Unit = unit_of(BIEN_THUONG)
    return Scope(paths=(unit.path,))


def here(full_name: str, **fields: object) -> Person:
    return make_person(full_name, **{"area_code": BIEN_THUONG, **fields})


def reasons(scope: Scope = EVERYTHING) -> list[tuple[str, ...]]:
    return [pair.reasons for pair in list_pairs(scope)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Lê Thị Mận", {"birth_year": 1985}), ("Lê Mận", {"birth_year": 1985}), (NAME,)),
        (("Bà LE THI MAN (thôn 3)", {"birth_year": None}), ("Lê Thị Mận", {"birth_year": 1985}), (NAME,)),
        (("Mận Lê Thị", {"birth_year": 1985}), ("Lê Thị Mận", {"birth_year": 1985, "area_code": None}), (NAME,)),
        (("Lê Thị Mận", {"birth_year": 1985}), ("Lê Thị Mận", {"birth_year": 1986}), None),  # two years, two women
        (("Lê Thị Mận", {"birth_year": 1985}), ("Lê Thị Mận", {"birth_year": 1985, "area_code": HAC_THANH}), None),
        (("Lê Thị Mận", {"birth_year": 1985}), ("Lê Thị Mận", {"area_code": None}), None),  # neither year nor place
        (("Lê Thị Mận", {"phone": PHONE_OF_TWO}), ("Lê Mận", {"phone": PHONE_OF_TWO, **ELSEWHERE}), (PHONE, NAME)),
        (("Lê Thị Mận", {"phone": PHONE_OF_TWO}), ("Lê Thị Na", {"phone": PHONE_OF_TWO}), None),  # a phone of two
        (("Lê Thị Mận", {"birth_year": 1985}), ("Lê Thị Mẫn", {"birth_year": 1985}), None),  # each with her own marks
        (("Lê Thu Mận", {"birth_year": 1985, **V}), ("Lê Thị Mận", {"birth_year": 1985, **V}), (SIMILAR_NAME,)),
        (("Lê Thị Mận", {"birth_year": 1985, **V}), ("1ê Thị Mận", {"birth_year": 1985, **V}), (SIMILAR_NAME,)),
        (("Lê Thị Mận", {"birth_year": 1985, **V}), ("Lê Thị Mận", {"birth_year": 1984, **V}), (NAME, YEAR_OFF)),
        (("Lê Thu Mận", {"birth_year": 1985, **V}), ("Lê Hải Mận", {"birth_year": 1985, **V}), None),
    ],
)  # fmt: skip
def test_who_may_be_one(writing: None, one: tuple, other: tuple, expected: tuple[str, ...] | None) -> None:  # type: ignore[type-arg]
    first, second = here(one[0], **one[1]), here(other[0], **other[1])
    assert reasons() == ([expected] if expected else [])
    assert reasons_of(second, first) == (expected or ())


def test_papers_join_and_part(writing: None) -> None:
    one, other, third = here("Lê Thị Mận", birth_year=1985), here("Lê Mận"), here("Cao Thị Lan")
    keep_trait(one, ID_NUMBER, "038185000001")
    keep_trait(other, ID_NUMBER, "038185000002")
    keep_trait(third, ID_NUMBER, "038185000002")
    assert [(pair.low, pair.high, pair.reasons) for pair in list_pairs(EVERYTHING)] == [(other, third, (ID_NUMBER,))]


def test_one_unit_supported_both(writing: None) -> None:
    one, other = make_person("Lê Thị Mận"), make_person("Lê Mận")
    make_support(one)
    assert reasons() == []
    make_support(other)
    assert reasons() == [(NAME,)] == reasons(commune())


def test_both_must_be_of_the_territory(writing: None) -> None:
    here("Lê Thị Mận", phone=PHONE_OF_TWO)
    make_person("Lê Mận", phone=PHONE_OF_TWO, area_code=HAC_THANH)
    assert reasons() == [(PHONE, NAME)] and reasons(commune()) == []


def test_a_judgement_keeps_the_pair_away_until_it_is_withdrawn(writing: None) -> None:
    one, other = here("Lê Thị Mận"), here("Lê Mận")
    judged = tell_apart(other, one, actor=BY, scope=commune())
    assert tell_apart(one, other, actor=BY, scope=commune()) is judged and judged.judged_by == 1
    assert reasons() == [] and list_judgements(commune()) == [judged]
    withdraw_judgement(one, other, actor=BY, scope=commune())
    assert reasons() == [(NAME,)] and list_judgements(commune()) == [] and judged.withdrawn_at is not None
    with pytest.raises(NotFound):
        withdraw_judgement(one, other, actor=BY, scope=commune())


def test_nobody_judges_people_of_elsewhere(writing: None) -> None:
    one, other = here("Lê Thị Mận"), make_person("Lê Mận", area_code=HAC_THANH)
    with pytest.raises(NotAllowed):
        tell_apart(one, other, actor=BY, scope=commune())
    assert list_judgements(EVERYTHING) == []


def test_pages_are_whole_and_cost_three_statements(writing: None) -> None:
    for number in range(PAGE + 5):
        for name in ("Lê Thị Mận", "Lê Mận"):
            here(f"{name} {chr(97 + number)}{chr(97 + number)}", birth_year=1985)
    territory = commune()
    with counted() as sent:
        first = list_pairs(territory)
    assert len(sent) == 3 and len(first) == PAGE and first.next_cursor is not None
    second = list_pairs(commune(), first.next_cursor)
    assert len(second) == 5 and second.next_cursor is None
    assert len({pair.high.id for pair in [*first, *second]}) == PAGE + 5


def test_the_surest_stand_first(writing: None) -> None:
    here("Lê Thị Mận", birth_year=1985, phone=PHONE_OF_TWO, **V)
    here("Lê Mận", phone=PHONE_OF_TWO)
    for name in ("Hà Thị Na", "Hà Na", "Cao Thị Thu Sen", "Cao Sen"):
        here(name, birth_year=1990, **V)
    assert [pair.strength for pair in list_pairs(EVERYTHING)] == [SURE, LIKELY, MAYBE]


def test_a_page_passes_over_records_that_are_rather_of_two(writing: None) -> None:
    here("Lê Thị Mận", birth_year=1985)
    here("Lê Mận", birth_year=1985)
    for number in range(LOOKED_AT + 5):  # a mother's phone, given for each child
        here(f"Hà Thị {chr(97 + number // 9)}{chr(97 + number % 9)}", phone=PHONE_OF_TWO)
    page = list_pairs(commune())
    assert [pair.reasons for pair in page] == [(NAME,)] and page.next_cursor is None


def test_a_judgement_is_a_row_of_its_own(writing: None) -> None:
    one, other = here("Lê Thị Mận"), here("Lê Mận")
    for _twice in range(2):
        tell_apart(one, other, actor=BY, scope=commune())
        withdraw_judgement(one, other, actor=BY, scope=commune())
    assert ToldApart.__table__.name == "told_apart" and list_judgements(EVERYTHING) == []
