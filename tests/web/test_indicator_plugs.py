"""One more indicator is one file: listed for a programme, it shows on every page and in every file, words and all."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import ProgrammeIndicator
from marketplace.programme.queries import get_programme
from marketplace.programme.registries import INDICATORS
from tests.builders import BIEN_THUONG, make_person
from tests.outcomes import make_support, sheet_of, signed_in
from tests.pages import Browser
from tests.visitors import Visitor

TOY = Path(__file__).parents[1] / "plugs/indicators/toy_acts.py"
PAGE, PERIOD = "/staff/programmes/2415", f"unit=38&period={today().year}"
NAME = "Số lượt đồ chơi"


@pytest.fixture
def toy(app: Flask) -> Iterator[None]:
    """The plug as one file beside the others, listed for Đề án 2415; and six women with one act of support each."""
    with INDICATORS.with_plug(TOY):
        with transaction():
            programme_id = get_programme("2415").id
            session.add(ProgrammeIndicator(programme_id=programme_id, indicator="toy_acts", position=9))
            for n in range(6):
                make_support(make_person(f"Chị {n}"), BIEN_THUONG)
        yield
    assert "toy_acts" not in INDICATORS


@pytest.mark.usefixtures("toy")
class TestOneMore:
    def test_everyone_reads_it(self, visitor: Visitor) -> None:
        page = Browser(visitor).open("/impact").sees(NAME)
        assert re.search(rf"<b>6\b.*?{NAME}", page.html, re.S)

    def test_the_table_and_its_list(self, app: Flask) -> None:
        page = signed_in(app, "province").open(f"{PAGE}?{PERIOD}").sees(NAME, "lượt thử", "Mỗi lượt hỗ trợ là")
        page.open(f"{PAGE}/toy_acts?{PERIOD}").sees(NAME)
        assert page.html.count("<tr data-row") == 6

    def test_its_targets(self, app: Flask) -> None:
        signed_in(app, "province").open(f"{PAGE}/targets?{PERIOD}").sees(f"{NAME} (lượt thử)")

    def test_its_files(self, app: Flask) -> None:
        page = signed_in(app, "province")
        table = sheet_of(page, f"{PAGE}/table.xlsx?{PERIOD}")
        [row] = [row for row in table if row[1] == NAME]
        assert (row[2], row[5]) == ("lượt thử", 6)
        found = sheet_of(page, f"{PAGE}/toy_acts/list.xlsx?{PERIOD}")
        assert len([row for row in found if isinstance(row[0], int | float)]) == 6
        assert NAME in str(found[0][0]) and any("Mỗi lượt" in str(row[0]) for row in found)
