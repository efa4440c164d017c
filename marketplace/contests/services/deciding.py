"""Deciding a contest: awards by the ranks, frozen with the minutes; reopened with a reason, the old result is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.awards import AWARDS
from marketplace.contests.errors import AwardsAgainstRank, NotReady
from marketplace.contests.events import IdeaStandingChanged
from marketplace.contests.models import Contest, Decision
from marketplace.contests.policies import can_keep_contest
from marketplace.contests.queries.contests import list_decisions, list_entries
from marketplace.contests.standing import against_rank
from marketplace.contests.standings import Standing, Summary, summary_of
from marketplace.contests.states import DECIDED, JUDGING, OPEN
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.core.events import publish

Awards = Mapping[int, str]  # entry's key → award; entries without one are left out


def decide(
    contest: Contest, awards: Awards, *, on: date, document: str, note: str = "", actor: Actor, scope: Scope
) -> Decision:
    """Decide a contest on a day: awards, ranks and points are frozen.

    NotReady while an entry has fewer than three sheets of free judges; AwardsAgainstRank where a lower rank would have
    the higher award. Of a contest whose results stand in a document, that document must be named.
    """
    require(can_keep_contest(scope, contest.unit))
    summary = summary_of(contest)
    _require_ready(contest, summary, on, document)
    given = {one.entry.id: awards[one.entry.id] for one in summary.standings if awards.get(one.entry.id)}
    _require_right_awards(summary, given)
    for one in summary.standings:
        one.entry.award, one.entry.rank = given.get(one.entry.id), one.rank
    contest.decided_on, contest.document = on, document.strip()
    decision = Decision(contest_id=contest.id, decided_on=on, document=document.strip(), note=note.strip())
    decision.results, decision.decided_by = [_line(one) for one in summary.standings], actor.person_id
    session.add(decision)
    contest.move_to(DECIDED, by=actor)
    _tell(contest)
    return decision


def reopen(contest: Contest, *, why: str, actor: Actor, scope: Scope) -> None:
    """Reopen a decided contest with the reason; its results stay in the decision that it had."""
    require(can_keep_contest(scope, contest.unit))
    if not why.strip():
        raise Invalid(field="why")
    contest.move_to(OPEN if contest.is_on_paper else JUDGING, by=actor, note=why.strip())
    decision = list_decisions(contest.id)[0]
    decision.reopened_at, decision.reopened_by, decision.reopened_why = now(), actor.person_id, why.strip()
    contest.decided_on = None
    for entry in list_entries(contest.id):
        entry.award = entry.rank = None
    record("contest.reopened", "contest", contest.id, by=actor, details={"why": why.strip()})
    _tell(contest)


def _require_ready(contest: Contest, summary: Summary, on: date, document: str) -> None:
    if on > today() or any(one.entry.entered_on > on for one in summary.standings):
        raise Invalid(field="on")
    if not summary.standings:
        raise NotReady(why="no_ideas", entries=[])
    if contest.is_on_paper and not document.strip():
        raise Invalid(field="document")
    if not contest.is_on_paper and summary.lacking:
        raise NotReady(why="few_sheets", entries=summary.lacking)


def _require_right_awards(summary: Summary, given: Awards) -> None:
    if not set(given.values()) <= set(AWARDS):
        raise Invalid(field="award")
    ranks = {one.entry.id: one.rank for one in summary.standings if one.rank is not None}
    wrong = against_rank(ranks, dict(given))
    if wrong is not None:
        by_key = {one.entry.id: one.entry for one in summary.standings}
        raise AwardsAgainstRank(higher=by_key[wrong[0]], lower=by_key[wrong[1]])


def _line(one: Standing) -> dict[str, Any]:
    idea = one.entry.idea
    return {
        "number": one.entry.number,
        "idea_id": idea.id,
        "title": idea.title,
        "author": idea.person.full_name,
        "unit": idea.unit.name,
        "points": one.points,
        "spread_tenths": one.spread,
        "rank": one.rank,
        "award": one.entry.award,
        "sheets": [[judge.name, sheet.total_tenths] for judge, sheet in one.sheets],
        "locked": [[judge.name, conflict.relation] for judge, conflict in one.locked],
        "absent": [judge.name for judge in one.absent],
    }


def _tell(contest: Contest) -> None:
    session.flush()
    for entry in list_entries(contest.id):
        entry.idea.changed_at = now()
        session.flush()
        publish(IdeaStandingChanged(entry.idea_id))
