"""Settings: changed with a trace, seen at once, and never with a value they cannot have."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.sealing import unseal
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, version_of
from marketplace.site.models import Setting
from marketplace.site.queries import current_settings
from marketplace.site.services import change_settings, set_platform_account
from marketplace.site.settings import KEYS, LIMITS, PLATFORM_ACCOUNT_SEAL, SiteSettings, from_rows


def test_a_change_is_seen_by_the_next_reader_and_remembered(app: Flask) -> None:
    before = version_of(SITE)
    with transaction():
        assert change_settings({"brand": "Chợ quê", "hotline": ""}, actor=Actor(OPERATOR, 7)) == ["brand"]
    assert current_settings().brand == "Chợ quê" and version_of(SITE) > before
    entry = session.scalars(select(AuditEntry)).one()
    assert entry.person_id == 7 and entry.details["after"] == {"brand": "Chợ quê"}
    assert entry.details["before"] == {"brand": SiteSettings().brand}


def test_what_does_not_change_leaves_no_trace(app: Flask) -> None:
    before = version_of(SITE)
    with transaction():
        assert change_settings({"brand": SiteSettings().brand}, actor=SYSTEM_ACTOR) == []
    assert version_of(SITE) == before and session.query(AuditEntry).count() == session.query(Setting).count() == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("no_such_key", "x"),
        ("brand", 5),
        ("brand", "x" * 501),
        ("cod_enabled", "yes"),
        ("cod_enabled", 1),
        ("money_flow", "cash_in_a_bag"),
        ("seller_reply_hours", 0),
        ("seller_reply_hours", 241),
        ("seller_reply_hours", True),
        ("card_min_dong", -1),
        ("revenue_suppressed_below", 1),
    ],
)
def test_a_value_it_cannot_have_is_refused_with_everything_else(app: Flask, key: str, value: Any) -> None:
    with pytest.raises(Invalid), transaction():
        change_settings({"tagline": "Khác", key: value}, actor=SYSTEM_ACTOR)
    assert current_settings() == SiteSettings()


def test_limits_are_about_settings_and_hold_for_the_defaults() -> None:
    assert set(LIMITS) <= set(KEYS)
    assert all(least <= getattr(SiteSettings(), key) <= most for key, (least, most) in LIMITS.items())


def test_the_platforms_account_is_sealed_and_masked(app: Flask) -> None:
    with transaction():
        set_platform_account("970415", "123456789012", "HOI LHPN", actor=SYSTEM_ACTOR)
    settings = current_settings()
    assert settings.platform_bank_account_masked == "••••••••9012"
    assert unseal(settings.platform_bank_account_sealed, bound_to=PLATFORM_ACCOUNT_SEAL) == "123456789012"
    stored = str(session.execute(text("SELECT * FROM setting")).all()) + str(
        session.execute(text("SELECT * FROM audit_entry")).all()
    )
    assert "123456789012" not in stored
    with transaction():
        set_platform_account("", "", "", actor=SYSTEM_ACTOR)
    assert current_settings().platform_bank_account_sealed == ""


def test_stored_values_of_another_kind_fall_back(app: Flask) -> None:
    settings = from_rows({"brand": 7, "unknown": 1, "cod_enabled": False})
    assert settings.brand == SiteSettings().brand and not settings.is_on("cod_enabled")


@pytest.mark.parametrize(
    ("values", "takes"),
    [
        ({}, False),
        ({"registration_number": "1", "registration_date": "01/07/2026"}, True),
        ({"registration_number": "1"}, False),
        ({"takes_orders_unregistered": True}, True),
        ({"takes_orders_unregistered": True, "money_flow": "listing_only"}, False),
    ],
)
def test_orders_are_taken_once_registered_and_never_when_only_listing(values: dict[str, Any], takes: bool) -> None:
    assert SiteSettings(**values).takes_orders is takes
