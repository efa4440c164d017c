"""Refunds are as they were; events of the card provider that fitted nothing become tasks of the operators."""

from datetime import timedelta

from sqlalchemy import text

from marketplace.core.clock import now
from marketplace.core.db import db
from tests.migrations.conftest import NewApp
from tests.migrations.stages import Rows, fill_first, read_rows, upgrade

BEFORE = "0005"
EVENT = """
INSERT INTO provider_event (provider, event_id, kind, payload, received_at, handled_at, outcome)
VALUES ('stripe', :event_id, 'x', '{}', :at, :at, :outcome)
"""


def test_refunds_are_as_they_were(rows_at: dict[str, Rows]) -> None:
    assert rows_at[BEFORE]["refund"] == rows_at["0006"]["refund"] != []
    assert rows_at["0006"]["provider_comparison"] == []


def test_what_was_only_shown_is_a_task_now(new_app: NewApp) -> None:
    with new_app() as app:
        fill_first(app)
        upgrade(app, BEFORE)
        at = now().replace(microsecond=0)
        with db.engine.begin() as connection:
            for event_id, outcome in (("evt_1", "wrong_amount"), ("evt_2", "received")):
                stored = at if db.engine.dialect.name == "postgresql" else at.strftime("%Y-%m-%d %H:%M:%S.%f")
                connection.execute(text(EVENT), {"event_id": event_id, "at": stored, "outcome": outcome})
        upgrade(app, "0006")
        rows = read_rows()
    [task] = rows["provider_task"]
    told = (task["kind"], task["subject"], task["status"], task["detail"], task["held_dong"])
    assert told == ("mismatch", "evt_1", "open", "wrong_amount", 0)
    assert task["due_at"] - task["found_at"] == timedelta(days=3)
    [begun] = [row for row in rows["state_change"] if row["kind"] == "provider_task"]
    assert (begun["subject_id"], begun["to_state"]) == (task["id"], "open")
