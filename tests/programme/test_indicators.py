"""Each indicator plug keeps the shape: its words, and facts in the columns that number, list and file are made of."""

from pathlib import Path

import pytest

from marketplace.core.db import session
from marketplace.core.registry import MissingWord
from marketplace.programme.queries import get_programme
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import OCCURRENCE, STATES, SUMS, UNIQUE
from marketplace.web.staff.records import PAGES

COLUMNS = {"record_id", "happened_on", "person_id", "unit_id", "place", "amount_dong", "title", "note"}
OF_STATES = {"until_on", "met_on", "lost_on"}
PLUGS = INDICATORS.all()


@pytest.mark.parametrize("code", PLUGS)
class TestContract:
    def test_it_says_what_it_counts(self, code: str) -> None:
        plug = PLUGS[code]
        assert plug.code == code and plug.version >= 1 and plug.counting in (UNIQUE, OCCURRENCE, *SUMS, *STATES)

    def test_each_of_its_records_has_a_page(self, code: str) -> None:
        assert PLUGS[code].record_kind in PAGES

    @pytest.mark.usefixtures("app")
    def test_its_facts_have_the_columns(self, code: str) -> None:
        wanted = COLUMNS | OF_STATES if PLUGS[code].counting in STATES else COLUMNS
        assert set(session.execute(PLUGS[code].select_facts(get_programme("2415").id)).keys()) == wanted

    def test_each_of_its_versions_before_says_which_it_is(self, code: str) -> None:
        for number, before in getattr(PLUGS[code], "earlier", {}).items():
            assert (before.code, before.version) == (code, number) and number < PLUGS[code].version


def test_a_missing_word_is_named_with_its_indicator() -> None:
    file = Path(__file__).parents[1] / "plugs/indicators/unsaid.py"
    with pytest.raises(MissingWord, match="indicator «unsaid» lacks its word «unit»"), INDICATORS.with_plug(file):
        pass
