"""The rules of law and policy texts that ship."""

import re
from datetime import date
from itertools import pairwise

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, version_of
from marketplace.rules import reference
from marketplace.rules.errors import NoSuchRule
from marketplace.rules.models import LegalRule, PolicyText
from marketplace.rules.policy_pages import LOCALES, SLUGS, default_text, place_of
from marketplace.rules.queries import get_policy, get_rule, list_policy_links, rule_value


@pytest.mark.parametrize(
    ("kind", "vat", "pit"),
    [("goods", 100, 50), ("services", 500, 200), ("transport", 300, 150), ("other", 200, 100), ("unknown", 500, 200)],
)
@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 11, 21)])
def test_withholding_rates_hold_under_both_decrees(app: Flask, kind: str, vat: int, pit: int, day: date) -> None:
    assert rule_value(f"withholding.{kind}.vat_bp", day) == vat
    assert rule_value(f"withholding.{kind}.pit_bp", day) == pit


def test_each_decree_is_the_source_in_its_time(app: Flask) -> None:
    assert "117/2025" in get_rule("withholding.goods.vat_bp", date(2026, 6, 30)).source
    assert "252/2026" in get_rule("withholding.goods.vat_bp", date(2026, 7, 1)).source


def test_before_its_first_and_after_its_last_day_a_rule_does_not_hold(app: Flask) -> None:
    with pytest.raises(NoSuchRule):
        rule_value("withholding.goods.vat_bp", date(2025, 6, 30))
    assert rule_value("vat.relief_bp", date(2026, 12, 31)) == 800
    with pytest.raises(NoSuchRule):
        rule_value("vat.relief_bp", date(2027, 1, 1))
    assert rule_value("retention.trade_years", date(2026, 7, 1)) == 5
    with pytest.raises(NoSuchRule):
        rule_value("no.such.rule")


def test_every_rule_names_its_source_and_no_two_hold_at_once(app: Flask) -> None:
    rules = session.query(LegalRule).order_by(LegalRule.code, LegalRule.valid_from.desc()).all()
    assert all(len(rule.source) > 10 for rule in rules)
    by_code: dict[str, list[LegalRule]] = {}
    for rule in rules:
        by_code.setdefault(rule.code, []).append(rule)
    for same in by_code.values():
        for later, earlier in pairwise(same):
            assert earlier.valid_to is not None and earlier.valid_to < later.valid_from


def test_loading_twice_changes_nothing(app: Flask) -> None:
    before = (version_of(SITE), session.query(LegalRule).count(), session.query(PolicyText).count())
    with transaction():
        reference.load()
    assert (version_of(SITE), session.query(LegalRule).count(), session.query(PolicyText).count()) == before


def test_a_corrected_rule_follows_this_version(app: Flask) -> None:
    with transaction():
        get_rule("retention.trade_years").value = 4
    with transaction():
        reference.load()
    assert rule_value("retention.trade_years") == 5


def test_the_thirteen_disclosures_are_there_in_both_languages(app: Flask) -> None:
    assert len(SLUGS) == len(set(SLUGS)) == 13
    for locale in LOCALES:
        links = list_policy_links(locale)
        assert [slug for slug, _title in links] == list(SLUGS)
        assert all(get_policy(slug, locale).locale == locale for slug in SLUGS)
    assert place_of("chu-so-huu") == 0 and place_of("khac") == 13


@pytest.mark.parametrize("slug", SLUGS)
def test_a_text_is_whole_and_says_the_same_in_both_languages(slug: str) -> None:
    vi, en = default_text(slug, "vi"), default_text(slug, "en")
    for title, body in (vi, en):
        assert 5 < len(title) < 80 and len(body.split()) > 100
        assert not re.search(r"TODO|lorem|xxx|\{|\}", body, re.I)
    assert vi[1].count("\n## ") == en[1].count("\n## "), "the same headings"
    assert vi[1].count("\n- ") == en[1].count("\n- "), "the same items"
    assert _numbers(vi[1]) == _numbers(en[1]), "the same numbers"


def _numbers(text: str) -> set[int]:
    return {int(found) for found in re.findall(r"\d+", text)}
