"""A province's contests of ideas, judged on paper: who entered, who was honoured, whom the nation supported."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import cycle

from marketplace.association.queries import find_unit_of_area
from marketplace.bulk_demo.women import Trained
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.contests.awards import ENCOURAGEMENT, FIRST, PROVINCE, SECOND, SECTORS, THIRD
from marketplace.contests.models import Contest, Decision, Idea
from marketplace.contests.models import Entry as Entered
from marketplace.contests.states import DECIDED, DRAFT, OPEN
from marketplace.core.actors import OFFICER
from marketplace.core.clock import VIETNAM
from marketplace.core.folding import fold
from marketplace.core.states import StateChange
from marketplace.programme.models import CountedRecord, Programme
from marketplace.story.names import MARK
from marketplace.story.stage import Stage
from marketplace.story.support import IDEAS

YEARS = (2021, 2022, 2023)
LAST_DAY = date(2023, 8, 1)  # of a class whose women still entered the last contest
PAPER = "Quyết định MAU-{year}/QĐ-BTV"


def write_ideas(stage: Stage, programme: Programme, authors: Sequence[Trained], honoured: int, national: int) -> None:
    """Write an idea for each woman, the first of them honoured, the first of these supported by the nation."""
    writer = _Ideas(stage, programme)
    for place, author in enumerate(authors):
        writer.write(author, is_honoured=place < honoured, is_national=place < national)
    writer.finish()


class _Ideas:
    """Writes one contest a year, with its ideas and what they were given."""

    def __init__(self, stage: Stage, programme: Programme) -> None:
        province = find_unit_of_area("38")
        assert province is not None
        self.stage, self.programme, self.province, self.sheets = stage, programme, province, Sheets()
        self.officer = stage.officer_of("").person_id
        self.contests = {year: self._contest(year) for year in YEARS}
        self.entered: dict[int, list[Entry]] = {year: [] for year in YEARS}
        self.awards = cycle((FIRST, SECOND, THIRD, ENCOURAGEMENT))

    def write(self, author: Trained, *, is_honoured: bool, is_national: bool) -> None:
        """Write one idea in the first contest after the author's class."""
        year = next(year for year in YEARS if author.on <= date(year, 8, 1))
        entered_on, decided_on = max(author.on, date(year, 7, 1)), date(year, 10, 20)
        at = datetime.combine(entered_on, time(9), VIETNAM)
        title = f"{self.stage.random.choice(IDEAS)} {MARK}"
        idea = self.sheets.add(
            Idea,
            at,
            title=title,
            folded_title=fold(title),
            sector=self.stage.random.choice(SECTORS),
            person_id=author.row,
            unit_id=author.unit.id,
            submitted_on=entered_on,
            recorded_at=at,
            recorded_by=self.officer,
            changed_at=at,
            supported_on=date(year, 12, 1) if is_national else None,
            supported_with="Hội LHPN Việt Nam" if is_national else "",
        )
        number = len(self.entered[year]) + 1
        entry = self.sheets.add(
            Entered,
            at,
            contest_id=self.contests[year],
            idea_id=idea,
            number=number,
            entered_on=entered_on,
            recorded_at=at,
            recorded_by=self.officer,
            award=next(self.awards) if is_honoured else None,
        )
        self.entered[year].append(entry)
        told = {"programme_id": self.programme.id, "record_kind": "idea", "record_id": idea}
        self.sheets.add(CountedRecord, noted_at=at, noted_by=self.officer, **told)
        assert decided_on > entered_on

    def finish(self) -> None:
        """Insert everything that was written."""
        self.sheets.insert([Contest, Idea, Entered], [StateChange, CountedRecord, Decision])

    def _contest(self, year: int) -> Entry:
        opened, decided = (datetime.combine(day, time(9), VIETNAM) for day in (date(year, 6, 1), date(year, 10, 20)))
        contest = self.sheets.add(
            Contest,
            opened,
            name=f"Phụ nữ khởi nghiệp năm {year} {MARK}",
            unit_id=self.province.id,
            recorded_at=opened,
            recorded_by=self.officer,
            year=year,
            level=PROVINCE,
            opens_on=opened.date(),
            closes_on=date(year, 9, 30),
            is_on_paper=True,
            status=DECIDED,
            decided_on=decided.date(),
            document=PAPER.format(year=year),
        )
        for seq, (before, state) in enumerate(((None, DRAFT), (DRAFT, OPEN), (OPEN, DECIDED)), start=1):
            at = decided if state == DECIDED else opened
            move = {"kind": "contest", "subject_id": contest, "seq": seq, "from_state": before, "to_state": state}
            self.sheets.add(StateChange, at, actor_kind=OFFICER, person_id=self.officer, at=at, **move)
        told = {"programme_id": self.programme.id, "record_kind": "contest", "record_id": contest}
        self.sheets.add(CountedRecord, noted_at=opened, noted_by=self.officer, **told)
        return contest
