"""Changing settings: each change is audited and increases the site version."""

from collections.abc import Iterable, Mapping
from typing import Any

from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.sealing import mask, seal
from marketplace.core.versions import SITE, bump
from marketplace.site.models import Setting
from marketplace.site.queries import current_settings
from marketplace.site.settings import (
    KEYS,
    LIMITS,
    MONEY_FLOWS,
    MOST_TEXT,
    PLATFORM_ACCOUNT_SEAL,
    SWITCH,
    SiteSettings,
    is_of_plug,
)


def change_settings(values: dict[str, Any], *, actor: Actor, amounts: Mapping[str, int] | None = None) -> list[str]:
    """Store changed settings; returns the keys whose value changed. Invalid names an unusable key or value.

    `amounts` are the defaults of amounts that plugs define, by key, in đồng.
    """
    before = _before(current_settings(), values, amounts or {})
    changed = {key: value for key, value in values.items() if _checked(key, value) != before[key]}
    for key, value in changed.items():
        row = session.get(Setting, key) or Setting(key=key)
        row.value, row.changed_by = value, actor.person_id
        session.add(row)
    if changed:
        record("settings.changed", "site", None, by=actor, details=_shown(before, changed))
        bump(SITE)
    return sorted(changed)


def set_platform_account(bank_bin: str, number: str, holder: str, *, actor: Actor) -> list[str]:
    """Set the platform's own bank account; the number is encrypted and shown masked. Empty values remove it."""
    return change_settings(
        {
            "platform_bank_bin": bank_bin,
            "platform_bank_account_sealed": seal(number, bound_to=PLATFORM_ACCOUNT_SEAL) if number else "",
            "platform_bank_account_masked": mask(number, 0, 4) if number else "",
            "platform_bank_holder": holder,
        },
        actor=actor,
    )


def _before(settings: SiteSettings, keys: Iterable[str], amounts: Mapping[str, int]) -> dict[str, Any]:
    of_plugs = {key: settings.is_on(key) if SWITCH.fullmatch(key) else amounts.get(key) for key in keys}
    own = {key: getattr(settings, key) for key in keys if key in KEYS}
    return {**of_plugs, **settings.of_plugs, **own}


def _checked(key: str, value: Any) -> Any:
    if is_of_plug(key, value) and key not in KEYS:
        return value
    if key not in KEYS or type(value) is not type(KEYS[key].default):
        raise Invalid(field=key)
    if key == "money_flow" and value not in MONEY_FLOWS:
        raise Invalid(field=key)
    if isinstance(value, str) and len(value) > MOST_TEXT:
        raise Invalid(field=key)
    if key in LIMITS:
        least, most = LIMITS[key]
        number: Any = value
        if not least <= number <= most:
            raise Invalid(field=key, least=least, most=most)
    return value


def _shown(before: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in changed.items() if not key.endswith("_sealed")}
    return {"before": {key: before[key] for key in shown}, "after": shown}
