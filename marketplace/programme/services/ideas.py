"""For which programmes contests and their ideas count: an officer says it of a contest, its ideas follow."""

from collections.abc import Iterable
from datetime import date

from marketplace.contests.queries.ideas import ideas_in
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.programme.models import Programme
from marketplace.programme.queries.counting import programmes_of
from marketplace.programme.queries.ideas import CONTEST, contests_of
from marketplace.programme.queries.outcomes.ideas import RECORD
from marketplace.programme.services.counting import count_for


def count_contest_for(
    contest_id: int, programmes: Iterable[Programme], *, actor: Actor, day: date | None = None
) -> None:
    """Let a contest, and with it the ideas in it, count for exactly these programmes.

    The caller has asked whether the officer may change the contest.
    """
    if count_for(CONTEST, contest_id, programmes, actor=actor, day=day):
        count_as_its_contests(ideas_in(contest_id), actor=actor)


def count_as_its_contests(idea_ids: Iterable[int], *, actor: Actor = SYSTEM_ACTOR) -> None:
    """Let each idea count for the programmes of all contests in which it stands."""
    contests = contests_of(idea_ids)
    said = programmes_of(CONTEST, {each for found in contests.values() for each in found})
    for idea_id, found in contests.items():
        wanted = {programme.id: programme for each in found for programme in said[each]}
        count_for(RECORD, idea_id, wanted.values(), actor=actor)
