"""Publishing policy texts: a new version each time, with its first day and what changed; old ones stay."""

from dataclasses import dataclass
from datetime import date

from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.folding import tidy, tidy_lines
from marketplace.core.versions import SITE, bump
from marketplace.rules.errors import BadPolicy, NoSuchPolicy, TooEarly
from marketplace.rules.models import PolicyText
from marketplace.rules.queries import newest_policy

MOST_TITLE, MOST_BODY, MOST_NOTE = 120, 40_000, 400


@dataclass(frozen=True)
class Wording:
    """A policy page in one language. Body: blank line = paragraph, «- » = item, «## » = heading."""

    title: str
    body: str


def publish_policy(
    slug: str, wordings: dict[str, Wording], *, effective_on: date, change_note: str, actor: Actor
) -> int:
    """Publish a new version of a policy page in each given language; gives its number.

    TooEarly for a day in the past or before the version it follows; BadPolicy names a missing or overlong field.
    """
    before = newest_policy(slug, "vi")
    if before is None:
        raise NoSuchPolicy(slug=slug)
    earliest = max(today(), before.effective_on)
    if effective_on < earliest:
        raise TooEarly(field="effective_on", earliest=earliest)
    note = _checked(tidy(change_note), MOST_NOTE, "change_note")
    version = before.version + 1
    for locale, wording in wordings.items():
        session.add(
            PolicyText(
                slug=slug,
                locale=locale,
                version=version,
                title=_checked(tidy(wording.title), MOST_TITLE, f"title_{locale}"),
                body=_checked(tidy_lines(wording.body), MOST_BODY, f"body_{locale}"),
                effective_on=effective_on,
                published_by=actor.person_id,
                change_note=note,
            )
        )
    session.flush()
    details = {"slug": slug, "version": version, "effective_on": effective_on.isoformat(), "note": note}
    record("policy.published", "policy", None, by=actor, details=details)
    bump(SITE)
    return version


def _checked(text: str, most: int, field: str) -> str:
    if not text or len(text) > most:
        raise BadPolicy(field=field)
    return text
