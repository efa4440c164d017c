"""What indicators mean is shown in every version; a reading of before is counted again by its own version."""

from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.cli import facts
from marketplace.cli.command import group
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme import reference
from marketplace.programme.models import IndicatorDefinition
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import get_programme
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import freeze_reading, record_support
from marketplace.programme.shape import IndicatorWords
from tests.builders import BIEN_THUONG, make_person, unit_of
from tests.outcomes import signed_in

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
PAGE = "/staff/programmes/939/definitions"


def change(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version more of an indicator, which means something else; the one before is kept as a plug."""
    plug = INDICATORS.get("women_supported")
    before = type("Before", (type(plug),), {})()
    words = IndicatorWords(plug.words.name, plug.words.unit, "Chị được hỗ trợ ít nhất hai lần.")
    monkeypatch.setattr(type(before), "version", plug.version, raising=False)
    monkeypatch.setattr(type(before), "words", plug.words, raising=False)
    monkeypatch.setattr(type(plug), "earlier", {plug.version: before}, raising=False)
    monkeypatch.setattr(type(plug), "version", plug.version + 1)
    monkeypatch.setattr(type(plug), "words", words)


def test_text_rule_and_version_of_each_are_shown(app: Flask) -> None:
    page = signed_in(app, "province").open("/staff/programmes/939?unit=38").follow("Định nghĩa các chỉ tiêu, và")
    page.sees("Số phụ nữ khác nhau có ít nhất một lượt hỗ trợ", "Đếm số người", "women_supported")
    assert "Định nghĩa đã thay" not in page.text
    assert session.query(IndicatorDefinition).count() == len(INDICATORS.all())


def test_a_changed_definition_is_listed_and_an_old_reading_is_counted_by_its_own(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme, unit = get_programme("939"), unit_of("38")
    with transaction():
        record_support(programme, make_person(), unit_of(BIEN_THUONG), kind="loan", given_on=date(2024, 5, 1), **BY)
    with transaction():
        reading = freeze_reading(programme, INDICATORS.get("women_supported"), unit, parse_period("2024"), **BY)
    change(monkeypatch)
    with transaction():
        reference.load(), reference.load()
    page = signed_in(app, "province").open(PAGE).sees("Chị được hỗ trợ ít nhất hai lần.", "Định nghĩa đã thay", "Bản 1")
    page.sees("Số phụ nữ khác nhau có ít nhất một lượt hỗ trợ")
    monkeypatch.setattr(facts, "create_app", lambda: app)
    told = CliRunner().invoke(group, ["facts", "readings"]).output
    assert "women_supported v1 · 1 " in told and told.rstrip().endswith("facts unchanged")
    assert reading.indicator_version == 1
