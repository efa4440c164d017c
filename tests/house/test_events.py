"""What docs/events.md says of events is what the code does, and no event is published for nobody."""

from config import ROOT
from tests.house.events_page import events_page


def test_the_page_of_events_is_up_to_date() -> None:
    assert (ROOT / "docs" / "events.md").read_text() == events_page(), "run `make events`"


def test_every_event_is_published_and_heard() -> None:
    rows = [line.split(" | ") for line in events_page().splitlines() if line.startswith("| `")]
    assert len(rows) > 20
    assert [row[0] for row in rows if row[2] == "—"] == []
    assert [row[0] for row in rows if row[3] == "—" and row[4].startswith("—")] == []
