"""Ranking the entries of a contest: the mean of the judges' totals, how far they lie apart, and ties."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from marketplace.contests.awards import AWARDS, BY_CHAIR, BY_CRITERION


@dataclass(frozen=True)
class Marks:
    """What an entry was given, in tenths: each free judge's total, what the first criterion was given, the chair's."""

    key: int
    totals: tuple[int, ...]
    first_criterion: tuple[int, ...] = ()
    chair: int | None = None

    @property
    def mean(self) -> Fraction:
        """The mean of the totals, exact; −1 where nobody gave any."""
        return Fraction(sum(self.totals), len(self.totals)) if self.totals else Fraction(-1)

    @property
    def spread(self) -> int:
        """The largest total less the smallest."""
        return max(self.totals) - min(self.totals) if self.totals else 0


def rank_by(tie_rule: str, marks: Iterable[Marks]) -> dict[int, int]:
    """The rank of each entry that has sheets, by its key: the highest mean first.

    The tie rule says what comes next: the mean of the first criterion, the chair's total, or nothing. Those who are
    still equal share a rank, and the next rank counts them all (1, 2, 2, 4).
    """
    judged = [one for one in marks if one.totals]
    ordered = sorted(judged, key=lambda one: _place(tie_rule, one), reverse=True)
    ranks: dict[int, int] = {}
    for _same, group in groupby(ordered, key=lambda one: _place(tie_rule, one)):
        place = len(ranks) + 1
        ranks |= {one.key: place for one in group}
    return ranks


def _place(tie_rule: str, one: Marks) -> tuple[Fraction, Fraction]:
    if tie_rule == BY_CRITERION and one.first_criterion:
        return one.mean, Fraction(sum(one.first_criterion), len(one.first_criterion))
    if tie_rule == BY_CHAIR and one.chair is not None:
        return one.mean, Fraction(one.chair)
    return one.mean, Fraction(-1)


def against_rank(ranks: dict[int, int], awards: dict[int, str]) -> tuple[int, int] | None:
    """Two entries of which the lower in rank has the higher award: (that one, the one above it); None where none is."""
    worth = {award: len(AWARDS) - place for place, award in enumerate(AWARDS)}
    value = {key: worth.get(awards.get(key, ""), 0) for key in ranks}
    for lower in ranks:
        for upper in ranks:
            if ranks[upper] < ranks[lower] and value[lower] > value[upper]:
                return lower, upper
    return None
