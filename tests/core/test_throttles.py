"""Limits count across processes, and windows pass."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core import throttles
from marketplace.core.clock import now
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction


def _spend() -> None:
    with transaction():
        throttles.spend("k", limit=3, seconds=60)


def test_a_full_window_refuses_until_it_passes(app: Flask) -> None:
    for _ in range(3):
        _spend()
    with pytest.raises(TooMany):
        _spend()
    with time_machine.travel(now() + timedelta(seconds=61)):
        _spend()


def test_a_success_forgives(app: Flask) -> None:
    for _ in range(3):
        _spend()
    with transaction():
        throttles.forgive("k")
    _spend()
