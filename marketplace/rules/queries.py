"""Reading rules and policy texts as they hold on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.rules.errors import NoSuchPolicy, NoSuchRule
from marketplace.rules.models import LegalRule, PolicyText
from marketplace.rules.policy_pages import place_of


@dataclass(frozen=True)
class PolicyInForce:
    """Which version of a policy page holds, and since when."""

    slug: str
    title: str
    version: int
    effective_on: date


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
    """(slug, title) of every policy page in force, in one language, in the order of the footer."""
    return [(policy.slug, policy.title) for policy in policies_in_force(locale, on)]


def policies_in_force(locale: str, on: date | None = None) -> list[PolicyInForce]:
    """Every policy page in force on a day (today by default), in one language, in the order of the footer."""
    newest: dict[str, PolicyInForce] = {}
    in_force = (
        select(PolicyText.slug, PolicyText.title, PolicyText.version, PolicyText.effective_on)
        .where(PolicyText.locale == locale, PolicyText.effective_on <= (on or today()))
        .order_by(PolicyText.slug, PolicyText.version)
    )
    for row in session.execute(in_force):
        newest[row.slug] = PolicyInForce(*row)
    return sorted(newest.values(), key=lambda policy: (place_of(policy.slug), policy.slug))


def get_policy(slug: str, locale: str, on: date | None = None) -> PolicyText:
    """The text of a policy page in force on a day, in Vietnamese where the language lacks it; or NoSuchPolicy."""
    in_force = select(PolicyText).where(PolicyText.slug == slug, PolicyText.effective_on <= (on or today()))
    newest = in_force.order_by(PolicyText.version.desc()).limit(1)
    text = session.scalar(newest.where(PolicyText.locale == locale)) or session.scalar(
        newest.where(PolicyText.locale == "vi")
    )
    if text is None:
        raise NoSuchPolicy(slug=slug)
    return text


def get_policy_version(slug: str, locale: str, version: int) -> PolicyText:
    """One version of a policy page, in force or not; NoSuchPolicy when there is none."""
    wanted = (PolicyText.slug == slug, PolicyText.locale == locale, PolicyText.version == version)
    text = session.scalar(select(PolicyText).where(*wanted))
    if text is None:
        raise NoSuchPolicy(slug=slug, version=version)
    return text


def list_policy_versions(slug: str, locale: str) -> list[PolicyText]:
    """Every version of a policy page in one language, newest first."""
    rows = select(PolicyText).where(PolicyText.slug == slug, PolicyText.locale == locale)
    return list(session.scalars(rows.order_by(PolicyText.version.desc()).limit(200)))


def newest_policy(slug: str, locale: str) -> PolicyText | None:
    """The last published version of a page in one language, in force or yet to come."""
    return next(iter(list_policy_versions(slug, locale)), None)


def list_newest_policies(locale: str) -> list[PolicyText]:
    """The last published version of every page in one language, in the order of the footer."""
    newest: dict[str, PolicyText] = {}
    rows = select(PolicyText).where(PolicyText.locale == locale).order_by(PolicyText.version)
    for text in session.scalars(rows):
        newest[text.slug] = text
    return sorted(newest.values(), key=lambda text: (place_of(text.slug), text.slug))
