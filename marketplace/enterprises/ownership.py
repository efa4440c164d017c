"""The women-owned test, reckoned from parts: who holds how much of the capital and who manages, on a day.

Đề án 2415 (QĐ 2415/QĐ-TTg): an enterprise is women's when women hold at least 51 % of the charter capital and at least
one woman manages it. Of a co-operative it asks that a woman is among chair and members of the board, director and
deputies. Of households, groups and clubs no decision says anything: there a woman has to lead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from marketplace.enterprises.enterprise_kinds import COOPERATIVE, ENTERPRISE, MANAGER, OWNER

CAPITAL, BOARD, LEAD = "capital", "board", "lead"  # what a result rests on
PASSED, FAILED = "passed", "failed"
WHOLE, ENOUGH = 10_000, 5_100  # hundredths of a percent


@dataclass(frozen=True)
class Held:
    """One part as far as the test asks: `ended_on` is the first day on which it holds no more."""

    role: str
    is_womans: bool
    share: int | None  # hundredths of a percent
    share_dong: int | None
    began_on: date
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.began_on <= day and (self.ended_on is None or day < self.ended_on)

    def share_of(self, capital_dong: int | None) -> Fraction:
        """The share in hundredths of a percent, exactly; of đồng without a known capital nothing."""
        if self.share is not None:
            return Fraction(self.share)
        return Fraction(self.share_dong * WHOLE, capital_dong) if self.share_dong and capital_dong else Fraction(0)


@dataclass(frozen=True)
class Result:
    """The result of a day. `women_share` is rounded down: 50.999 % never looks like 51."""

    holds_from: date
    basis: str
    women_share: int
    women_managers: int  # positions that women hold
    result: str


def basis_of(form: str) -> str:
    """What the test of a form asks."""
    return {ENTERPRISE: CAPITAL, COOPERATIVE: BOARD}.get(form, LEAD)


def result_on(day: date, form: str, capital_dong: int | None, parts: Iterable[Held]) -> Result:
    """The test of one day."""
    women = [part for part in parts if part.is_womans and part.holds_on(day)]
    share = int(sum((part.share_of(capital_dong) for part in women if part.role == OWNER), Fraction(0)))
    managers = sum(part.role == MANAGER for part in women)
    basis = basis_of(form)
    is_passed = managers > 0 and (basis != CAPITAL or share >= ENOUGH)
    return Result(day, basis, share, managers, PASSED if is_passed else FAILED)


def results(form: str, capital_dong: int | None, parts: Iterable[Held], until: date) -> list[Result]:
    """The results of every day on which another one begins, up to a day."""
    held = list(parts)
    found: list[Result] = []
    for day in _days_of_change(held, until):
        result = result_on(day, form, capital_dong, held)
        if not found or _says(result) != _says(found[-1]):
            found.append(result)
    return found


def largest_total(capital_dong: int | None, parts: Iterable[Held]) -> Fraction:
    """The most that all owners together hold on any day, in hundredths of a percent."""
    owners = [part for part in parts if part.role == OWNER]
    days = {part.began_on for part in owners}
    totals = (sum((p.share_of(capital_dong) for p in owners if p.holds_on(day)), Fraction(0)) for day in days)
    return max(totals, default=Fraction(0))


def _days_of_change(parts: list[Held], until: date) -> list[date]:
    days = {part.began_on for part in parts} | {part.ended_on for part in parts if part.ended_on}
    return sorted(day for day in days if day <= until)


def _says(result: Result) -> tuple[str, int, int, str]:
    return result.basis, result.women_share, result.women_managers, result.result
