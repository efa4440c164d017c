"""Saying that an activity is held under the theme of its year, or under its khâu đột phá."""

from collections.abc import Iterable
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.queries import find_theme_above
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.programme.errors import NoTheme
from marketplace.programme.models import NamedTheme
from marketplace.programme.queries.themes import ACTIVITIES, BREAKTHROUGH, PARTS, naming_rows, parts_in_order


def name_themes(record_kind: str, record_id: int, unit: Unit, day: date, parts: Iterable[str], *, actor: Actor) -> bool:
    """Let an activity of a unit name exactly these parts of the theme that covers its day; returns whether that is new.

    NoTheme where the year has none. The caller has asked whether the officer may change the activity.
    """
    wanted = set(parts)
    if record_kind not in ACTIVITIES or not wanted <= set(PARTS):
        raise Invalid(field="themes")
    theme = find_theme_above(unit.path, day.year) if wanted else None
    if wanted and (theme is None or (BREAKTHROUGH in wanted and not theme.breakthrough)):
        raise NoTheme(field="themes", year=day.year, has_theme=theme is not None)
    due = {(theme.unit_id, theme.year, part) for part in wanted} if theme else set()
    standing = {(row.unit_id, row.year, row.part): row for row in naming_rows(record_kind, record_id)}
    if standing.keys() == due:
        return False
    for key in standing.keys() - due:
        session.delete(standing[key])
    session.flush()
    for unit_id, year, part in due - standing.keys():
        row = NamedTheme(record_kind=record_kind, record_id=record_id, unit_id=unit_id, year=year, part=part)
        row.noted_by = actor.person_id
        session.add(row)
    session.flush()
    told = {"record": record_kind, "year": day.year, "themes": ", ".join(parts_in_order(wanted))}
    remember("record.theme_named", "named_theme", record_id, by=actor, details=told)
    return True
