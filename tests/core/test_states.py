"""Moves happen by the table, by the right actors, and are numbered without gaps."""

import pytest
from flask import Flask

from marketplace.core.actors import OFFICER, SELLER, Actor
from marketplace.core.db import session
from marketplace.core.states import StateChange, WrongState, history_of
from marketplace.core.transactions import transaction
from marketplace.shops.models import Shop
from tests.builders import make_shop


def test_moves_are_recorded_in_order(app: Flask) -> None:
    with transaction():
        shop = make_shop()
        owner = Actor(SELLER, shop.seller.person_id)
        shop.move_to("closed", by=owner, note="nghỉ Tết")
        assert shop.move_to("open", by=owner) == 4
    moves = history_of("shop", [shop.id])[shop.id]
    assert [(m.seq, m.from_state, m.to_state) for m in moves] == [
        (1, None, "preparing"),
        (2, "preparing", "open"),
        (3, "open", "closed"),
        (4, "closed", "open"),
    ]
    assert moves[2].note == "nghỉ Tết"


@pytest.mark.parametrize(("kind", "state"), [(SELLER, "suspended"), (OFFICER, "closed"), (SELLER, "preparing")])
def test_a_move_of_the_wrong_kind_or_actor_changes_nothing(app: Flask, kind: str, state: str) -> None:
    with transaction():
        shop = make_shop()
    before = session.query(StateChange).count()
    with pytest.raises(WrongState), transaction():
        session.get_one(Shop, shop.id).move_to(state, by=Actor(kind, 1))
    assert session.get_one(Shop, shop.id).status == "open"
    assert session.query(StateChange).count() == before
