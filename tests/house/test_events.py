"""What docs/events.md says of events is what the code does, and no event is published for nobody."""

import re

from config import ROOT
from tests.house.events_page import events_page

SUBSCRIBES = re.compile(r"from marketplace\.core\.events import .*\b(?:on|after_commit)\b|events\._(?:now|later)\b")
MAY_SUBSCRIBE = {
    "tests/listening.py",  # takes its listener away again
    "tests/core/test_events.py",  # listens to an event of its own
    "tests/plugs/messages/shop_thanks.py",  # is taken out as a whole
}


def test_the_page_of_events_is_up_to_date() -> None:
    assert (ROOT / "docs" / "events.md").read_text() == events_page(), "run `make events`"


def test_every_event_is_published_and_heard() -> None:
    rows = [line.split(" | ") for line in events_page().splitlines() if line.startswith("| `")]
    assert len(rows) > 20
    assert [row[0] for row in rows if row[2] == "—"] == []
    assert [row[0] for row in rows if row[3] == "—" and row[4].startswith("—")] == []


def test_a_test_listens_through_the_one_way_that_ends_with_it() -> None:
    """A listener left behind would hear, and be listed, in every later test of the same process."""
    tests = (ROOT / "tests").rglob("*.py")
    subscribing = {str(path.relative_to(ROOT)) for path in tests if SUBSCRIBES.search(path.read_text())}
    assert subscribing == MAY_SUBSCRIBE
