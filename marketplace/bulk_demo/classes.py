"""A province's classes in digital skills with the lists of who came, written table by table."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from marketplace.association.models import Unit
from marketplace.bulk_demo.women import Trained, write_woman
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.actors import OFFICER
from marketplace.core.clock import VIETNAM
from marketplace.core.references import ALPHABET
from marketplace.core.states import StateChange
from marketplace.people.models import Person
from marketplace.programme.models import CountedRecord, Programme
from marketplace.story.stage import Stage
from marketplace.story.telling import Count
from marketplace.training.models import Attendance, ClassSession, Enrolment, TrainingClass
from marketplace.training.states import DONE, PLANNED, RUNNING
from marketplace.training.topics import BY_OFFICER, DIGITAL_SKILLS, FOR_WOMEN, ONLINE_SELLING, PRESENT

SEATS = 60
AT_ONCE = 100  # classes
FIRST_DAY = date(2021, 4, 1)
TITLES = {DIGITAL_SKILLS: "Kỹ năng số cho phụ nữ", ONLINE_SELLING: "Bán hàng trực tuyến"}
TABLES = (Person, TrainingClass, ClassSession, Enrolment)
LEAVES = (Attendance, StateChange, CountedRecord)


class Classes:
    """Writes classes of one programme, each of one commune and one session."""

    def __init__(self, stage: Stage, programme: Programme, communes: Sequence[Unit], *, until: date) -> None:
        self.stage, self.random, self.programme = stage, stage.random, programme
        self.communes, self.until = communes, until
        self.sheets = Sheets()
        self.codes: set[str] = set()

    def write_first(self, women: int, count: Count) -> list[Trained]:
        """Write so many women, each in her first class, on or before the last day."""
        trained: list[Trained] = []
        while len(trained) < women:
            for _ in range(AT_ONCE):
                seats = min(SEATS, women - len(trained))
                if seats > 0:
                    unit = self.random.choice(self.communes)
                    held_on = self._day(FIRST_DAY, self.until)
                    people = [Trained(write_woman(self.random, self.sheets, unit), unit, held_on) for _ in range(seats)]
                    self._class(unit, DIGITAL_SKILLS, held_on, [each.row for each in people])
                    trained += people
                    count(seats)
            self.sheets.insert(TABLES, LEAVES)
        return trained

    def write_second(self, trained: Sequence[Trained], number: int, count: Count) -> None:
        """Write another class for so many of the women, who were neighbours in the first one."""
        last = min(self.programme.ends_on, self.stage.today)
        for place, first in enumerate(range(0, number, SEATS)):
            some = trained[first : min(first + SEATS, number)]
            if not some:
                break
            held_on = self._day(max(each.on for each in some) + timedelta(days=7), last)
            self._class(some[0].unit, ONLINE_SELLING, held_on, [each.row for each in some])
            count(len(some))
            if place % AT_ONCE == AT_ONCE - 1:
                self.sheets.insert(TABLES, LEAVES)
        self.sheets.insert(TABLES, LEAVES)

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def _class(self, unit: Unit, topic: str, held_on: date, women: Sequence[Entry]) -> None:
        officer = self.stage.officer_of(unit.area_code or "").person_id
        opened_at, held_at = (self._at(day) for day in (held_on - timedelta(days=14), held_on))
        held = self.sheets.add(
            TrainingClass,
            opened_at,
            code=self._code(),
            title=TITLES[topic],
            topic=topic,
            audience=FOR_WOMEN,
            unit_id=unit.id,
            place="Nhà văn hóa (mẫu)",
            begins_on=held_on,
            capacity=SEATS,
            status=DONE,
            opened_at=opened_at,
            opened_by=officer,
        )
        session = self.sheets.add(
            ClassSession, opened_at, class_id=held, held_on=held_on, called_at=held_at, called_by=officer
        )
        for seq, (before, state) in enumerate(((None, PLANNED), (PLANNED, RUNNING), (RUNNING, DONE)), start=1):
            at = opened_at if before is None else held_at
            move = {"kind": "training_class", "subject_id": held, "seq": seq, "from_state": before, "to_state": state}
            self.sheets.add(StateChange, at, actor_kind=OFFICER, person_id=officer, at=at, **move)
        counted = {"programme_id": self.programme.id, "record_kind": "training_class", "record_id": held}
        self.sheets.add(CountedRecord, noted_at=opened_at, noted_by=officer, **counted)
        for woman in women:
            self._seat(held, session, woman, unit, held_on, (opened_at, held_at), officer)

    def _seat(
        self,
        held: Entry,
        session: Entry,
        woman: Entry,
        unit: Unit,
        held_on: date,
        times: tuple[datetime, datetime],
        officer: int | None,
    ) -> None:
        opened_at, held_at = times
        enrolment = self.sheets.add(
            Enrolment,
            opened_at,
            class_id=held,
            person_id=woman,
            unit_id=unit.id,
            way=BY_OFFICER,
            registered_at=opened_at,
            registered_by=officer,
            seated_at=opened_at,
            first_came_on=held_on,
            came_noted_at=held_at,
        )
        marked = {"mark": PRESENT, "noted_at": held_at, "noted_by": officer}
        self.sheets.add(Attendance, enrolment_id=enrolment, session_id=session, **marked)

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(8), VIETNAM)

    def _code(self) -> str:
        code = ""
        while not code or code in self.codes:
            code = "L" + "".join(self.random.choices(ALPHABET, k=7))
        self.codes.add(code)
        return code
