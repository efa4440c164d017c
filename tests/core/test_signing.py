"""A signed link opens one thing for one purpose, for a time."""

from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.signing import read_link, sign_link


def test_a_link_opens_its_own_purpose_only(app: Flask) -> None:
    token = sign_link("order", "abc")
    assert read_link("order", token, 60) == "abc"
    assert read_link("reset", token, 60) is None
    assert read_link("order", token[:-6] + "xxxxxx", 60) is None
    assert read_link("order", "", 60) is None


def test_an_old_link_is_closed(app: Flask) -> None:
    token = sign_link("order", 7)
    with time_machine.travel(now() + timedelta(seconds=61)):
        assert read_link("order", token, 60) is None
