"""A contest of the cast's commune or province, with ideas, judges and sheets."""

from datetime import timedelta
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING
from marketplace.contests.models import Contest, Entry, Judge
from marketplace.contests.queries.contests import list_entries
from marketplace.contests.services import Terms, Told, add_judge, begin_judging, create_contest, enter_idea, fill_sheet
from marketplace.contests.services import open_contest as take_ideas
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, make_person, unit_of

BY = Actor(OFFICER, 1)
ALL: dict[str, Any] = {"actor": BY, "scope": EVERYTHING}
WEIGHTS = (("Tính mới", 40), ("Tính khả thi", 60))


def make_contest(level: str = "commune", unit: Unit | None = None, weights: Any = WEIGHTS, **terms: Any) -> Contest:
    """A contest that takes ideas since a month ago."""
    said = Terms("Phụ nữ khởi nghiệp", today().year, level, **terms)
    contest = create_contest(unit or unit_of(BIEN_THUONG), said, weights, **ALL)
    take_ideas(contest, **ALL)
    return contest


def make_entry(
    contest: Contest, title: str = "Trà sâm Báo", woman: Person | None = None, unit: Unit | None = None
) -> Entry:
    """An idea of a woman of Xã Biện Thượng, or of a unit, entered three weeks ago."""
    author = woman or make_person(f"Tác giả {title}")
    told = Told(title, "food")
    day = today() - timedelta(days=21)
    return enter_idea(contest, author, unit or unit_of(BIEN_THUONG), told, entered_on=day, **ALL)


def make_judges(contest: Contest, count: int = 3) -> list[Judge]:
    """Named judges without accounts, the first of them the chair."""
    return [add_judge(contest, None, name=f"Giám khảo {n}", is_chair=n == 1, **ALL) for n in range(1, count + 1)]


def judge_all(contest: Contest, judges: list[Judge], totals: dict[int, tuple[int, ...]]) -> None:
    """Begin, and give each entry (by number) the totals of the judges in turn, as points of 100."""
    begin_judging(contest, **ALL)
    for entry in entries_of(contest):
        for judge, total in zip(judges, totals[entry.number], strict=False):
            give(judge, entry, total)


def give(judge: Judge, entry: Entry, total: int) -> None:
    """A sheet of so many points, the first criterion filled before the second."""
    first, second = entry.contest.criteria
    points = {first.id: min(total, first.weight) * 10, second.id: max(0, total - first.weight) * 10}
    fill_sheet(judge, entry, points, **ALL)


def entries_of(contest: Contest) -> list[Entry]:
    """The standing entries of a contest."""
    return list_entries(contest.id)
