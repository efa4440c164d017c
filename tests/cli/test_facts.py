"""`marketplace facts freeze` and `readings`: a year is frozen once, with its hash; later corrections are told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.cli import facts
from marketplace.cli.command import group
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import Reading
from marketplace.programme.queries import get_programme, list_indicators
from marketplace.programme.services import record_support
from tests.builders import BIEN_THUONG, make_person, unit_of

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
YEAR_2024 = ("--programme", "939", "--unit", "38", "--year", "2024")


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(facts, "create_app", lambda: app)
    return lambda *words: CliRunner().invoke(group, ["facts", *words])


def support(day: int) -> None:
    with transaction():
        person, unit = make_person(f"Chị {day}"), unit_of(BIEN_THUONG)
        record_support(get_programme("939"), person, unit, kind="training", given_on=date(2024, 8, day), **BY)


def test_a_year_is_frozen_once_and_listed(run: Callable[..., Result]) -> None:
    support(1)
    told = run("freeze", *YEAR_2024)
    assert told.exit_code == 0, told.output
    assert "939 · 38 · 2024 · women_supported v1 · 1 · sha256 " in told.output
    assert len(told.output.splitlines()) == len(list_indicators(get_programme("939")))
    assert run("freeze", *YEAR_2024).output == told.output
    listed = run("readings").output.splitlines()
    assert sorted(line.removesuffix(" · facts unchanged") for line in listed) == sorted(told.output.splitlines())


def test_what_was_corrected_later_is_told(run: Callable[..., Result]) -> None:
    support(1)
    frozen = run("freeze", *YEAR_2024).output
    support(2)
    assert run("freeze", *YEAR_2024).output == frozen
    [line] = [line for line in run("readings").output.splitlines() if "women_supported" in line]
    assert line.endswith("facts differ since, figure +1")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--programme", "1", "none of this code"),
        ("--unit", "nowhere", "none of this code"),
        ("--year", "2099", "this year is not over"),
        ("--year", "24", "not in the range"),
    ],
)
def test_what_cannot_be_frozen_is_refused(run: Callable[..., Result], option: str, value: str, said: str) -> None:
    words = list(YEAR_2024)
    words[words.index(option) + 1] = value
    told = run("freeze", *words)
    assert told.exit_code == 2 and said in told.output
    assert session.query(Reading).count() == 0
    assert run("readings").output == ""
