"""The standings of a contest: of each entry who judged it, with how many points, the mean, the spread and the rank."""

from dataclasses import dataclass, field
from fractions import Fraction

from marketplace.contests.awards import LEAST_SHEETS, TENTHS
from marketplace.contests.models import Contest, Entry, Judge, JudgeConflict, Sheet
from marketplace.contests.queries.contests import list_conflicts, list_entries, list_judges, list_sheets
from marketplace.contests.standing import Marks, rank_by


@dataclass
class Standing:
    """Where one entry stands; `absent` are judges who are free and gave nothing, `locked` those with a relation."""

    entry: Entry
    sheets: list[tuple[Judge, Sheet]] = field(default_factory=list)
    locked: list[tuple[Judge, JudgeConflict]] = field(default_factory=list)
    absent: list[Judge] = field(default_factory=list)
    mean: Fraction = Fraction(-1)
    spread: int = 0  # tenths
    rank: int | None = None

    @property
    def is_judged(self) -> bool:
        """Whether so many free judges gave points that it can be decided."""
        return len(self.sheets) >= LEAST_SHEETS

    @property
    def points(self) -> float | None:
        """The mean as people read it: points of 100, to the hundredth; None where nobody gave any."""
        return round(float(self.mean) / TENTHS + 1e-9, 2) if self.sheets else None

    def is_wide(self, contest: Contest) -> bool:
        """Whether two judges lie further apart than the contest lets pass unmarked."""
        return self.spread > contest.spread_limit * TENTHS


@dataclass(frozen=True)
class Summary:
    """The standings in order of rank (of a decided contest with its frozen ranks), and who judges."""

    standings: list[Standing]
    judges: list[Judge]

    @property
    def lacking(self) -> list[Standing]:
        """The entries with too few sheets."""
        return [one for one in self.standings if not one.is_judged]


def summary_of(contest: Contest) -> Summary:
    """Read the standings of a contest; four statements."""
    entries, judges = list_entries(contest.id), list_judges(contest.id)
    by_judge = {judge.id: judge for judge in judges}
    standings = {entry.id: Standing(entry) for entry in entries}
    for sheet in list_sheets(contest.id):
        standings[sheet.entry_id].sheets.append((by_judge[sheet.judge_id], sheet))
    for conflict in list_conflicts(contest.id):
        if conflict.entry_id in standings and conflict.judge_id in by_judge:
            standings[conflict.entry_id].locked.append((by_judge[conflict.judge_id], conflict))
    _reckon(contest, list(standings.values()), judges)
    in_order = sorted(standings.values(), key=lambda one: (one.rank or len(entries) + 1, one.entry.number))
    return Summary(in_order, judges)


def _reckon(contest: Contest, standings: list[Standing], judges: list[Judge]) -> None:
    first = contest.criteria[0].id if contest.criteria else 0
    marks = [_marks(one, first) for one in standings]
    ranks = rank_by(contest.tie_rule, marks)
    for one, mark in zip(standings, marks, strict=True):
        heard = {judge.id for judge, _row in (*one.sheets, *one.locked)}
        one.absent = [judge for judge in judges if judge.id not in heard]
        one.mean, one.spread = mark.mean, mark.spread
        one.rank = one.entry.rank if contest.decided_on else ranks.get(one.entry.id)


def _marks(one: Standing, first_criterion: int) -> Marks:
    firsts = [
        score.tenths for _judge, sheet in one.sheets for score in sheet.scores if score.criterion_id == first_criterion
    ]
    chairs = [sheet.total_tenths for judge, sheet in one.sheets if judge.is_chair]
    totals = tuple(sheet.total_tenths for _judge, sheet in one.sheets)
    return Marks(one.entry.id, totals, tuple(firsts), chairs[0] if chairs else None)
