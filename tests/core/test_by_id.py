"""Several rows of one kind at once."""

from flask import Flask

from marketplace.core.by_id import rows_by_id
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_person
from tests.statements import counted


def test_those_that_exist_come_in_one_statement(app: Flask) -> None:
    with transaction():
        first, second = make_person("Một"), make_person("Hai")
    keys = [second.id, first.id, first.id, 999_999]
    with counted() as sent:
        found = rows_by_id(Person, keys)
    assert {key: row.full_name for key, row in found.items()} == {first.id: "Một", second.id: "Hai"}
    assert len(sent) == 1


def test_no_keys_ask_nothing(app: Flask) -> None:
    with counted() as sent:
        assert rows_by_id(Person, []) == {}
    assert not sent
