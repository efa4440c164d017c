"""Many rows at once: linked, in order of time, with the defaults of their tables."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from marketplace.bulk_demo.writing import Sheets
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory.models import StockItem, StockMove
from marketplace.people.models import Consent, Person


def at(hour: int) -> datetime:
    return datetime(2026, 1, 1, hour, tzinfo=UTC)


def person(sheets: Sheets, name: str, hour: int) -> object:
    return sheets.add(Person, at(hour), full_name=name, folded_name=name, name_key=name, name_ends=name)


@pytest.mark.usefixtures("app")
class TestSheets:
    def test_rows_are_linked_and_keys_grow_with_time(self) -> None:
        sheets = Sheets()
        late, early = person(sheets, "late", 9), person(sheets, "early", 3)
        sheets.add(Consent, at(10), person_id=late, purpose="news", text_version="1")
        with transaction():
            sheets.insert([Person], [Consent])
        assert early.id < late.id  # type: ignore[attr-defined]
        assert session.query(Consent).one().person_id == late.id  # type: ignore[attr-defined]

    def test_columns_left_out_have_their_tables_defaults(self) -> None:
        sheets = Sheets()
        person(sheets, "one", 1)
        person(sheets, "two", 2)
        with transaction():
            sheets.insert([Person])
        ids = [row.public_id for row in session.query(Person)]
        assert len(set(ids)) == 2 and all(ids)

    def test_a_value_may_wait_until_what_it_names_is_there(self) -> None:
        sheets = Sheets()
        woman = person(sheets, "one", 1)
        sheets.add(Consent, at(2), person_id=woman, purpose=lambda: f"of {woman.id}", text_version="1")  # type: ignore[attr-defined]
        with transaction():
            sheets.insert([Person], [Consent])
        assert session.query(Consent).one().purpose == f"of {woman.id}"  # type: ignore[attr-defined]

    def test_pointing_to_what_is_not_inserted_yet_is_refused(self) -> None:
        sheets = Sheets()
        sheets.add(Consent, at(2), person_id=person(sheets, "one", 1), purpose="news", text_version="1")
        with pytest.raises(AssertionError), transaction():
            sheets.insert([Consent, Person])

    def test_an_unknown_column_is_refused(self) -> None:
        sheets = Sheets()
        sheets.add(Person, at(1), full_name="a", folded_name="a", name_key="a", name_ends="a", colour="red")
        with pytest.raises(ValueError, match="colour"), transaction():
            sheets.insert([Person])

    def test_a_sheet_that_is_forgotten_is_named(self) -> None:
        sheets = Sheets()
        item = sheets.add(StockItem, at(1), variant_id=1)
        sheets.add(StockMove, at(1), stock_item_id=item, delta=1, cause="received")
        with pytest.raises(ValueError, match="StockMove"), transaction():
            sheets.insert([StockItem])


def test_nothing_written_down_inserts_nothing(app: Flask) -> None:
    with transaction():
        Sheets().insert([Person])
    assert session.query(Person).count() == 0
