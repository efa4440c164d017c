"""Reading rules and policy texts as they hold on a day."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.rules.models import LegalRule, PolicyText


class NoSuchRule(NotFound):
    """No rule of that code holds on that day."""


def get_rule(code: str, on: date | None = None) -> LegalRule:
    """The rule of a code as it holds on a Vietnamese day (today by default); NoSuchRule when none does."""
    day = on or today()
    holding = select(LegalRule).where(
        LegalRule.code == code,
        LegalRule.valid_from <= day,
        or_(LegalRule.valid_to.is_(None), LegalRule.valid_to >= day),
    )
    rule = session.scalar(holding.order_by(LegalRule.valid_from.desc()).limit(1))
    if rule is None:
        raise NoSuchRule(code=code, day=day)
    return rule


def rule_value(code: str, on: date | None = None) -> Any:
    """The value of a rule as it holds on a day."""
    return get_rule(code, on).value


def list_policy_links(locale: str, on: date | None = None) -> list[tuple[str, str]]:
    """(slug, title) of every policy page in force, in one language, by slug."""
    newest: dict[str, str] = {}
    in_force = select(PolicyText).where(PolicyText.locale == locale, PolicyText.effective_on <= (on or today()))
    for text in session.scalars(in_force.order_by(PolicyText.slug, PolicyText.version)):
        newest[text.slug] = text.title
    return list(newest.items())
