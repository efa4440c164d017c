"""Classes for tests: opened by the services, filled with women, held some days ago."""

from datetime import date, timedelta
from typing import Any

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.people.models import Person
from marketplace.programme.queries import get_programme
from marketplace.programme.services import count_for
from marketplace.training.models import ClassSession, Enrolment, TrainingClass
from marketplace.training.queries import list_sessions
from marketplace.training.services import Plan, call_roll, end_class, enrol, open_class
from marketplace.training.topics import DIGITAL_SKILLS, PRESENT
from tests.builders import BIEN_THUONG, make_person, unit_of

BY = Actor(OFFICER, 9001)
ALL: dict[str, Any] = {"actor": BY, "scope": EVERYTHING}
NAMES = ("Lê Thị Mận", "Cao Thị Lan", "Phạm Thị Hồng", "Hà Thị Xuân", "Đỗ Thị Tâm", "Vũ Thị Út")


def a_plan(**fields: Any) -> Plan:
    """A class on digital skills."""
    return Plan(**{"title": "Bán hàng qua Zalo", "topic": DIGITAL_SKILLS, "capacity": 40, **fields})


def make_class(on: date | None = None, area_code: str = BIEN_THUONG, **fields: Any) -> TrainingClass:
    """A class of a commune, ten days ago unless told otherwise."""
    return open_class(unit_of(area_code), a_plan(**fields), on or today() - timedelta(days=10), **ALL)


def make_women(count: int, area_code: str = BIEN_THUONG) -> list[Person]:
    """Women of a commune."""
    return [make_person(NAMES[n % len(NAMES)], birth_year=1960 + n, area_code=area_code) for n in range(count)]


def first_session(row: TrainingClass) -> ClassSession:
    """The first session of a class."""
    return list_sessions(row)[0]


def fill(row: TrainingClass, women: list[Person]) -> list[Enrolment]:
    """Enter women in the list of a class."""
    return [enrol(row, woman, **ALL) for woman in women]


def all_came(row: TrainingClass, enrolments: list[Enrolment], mark: str = PRESENT) -> None:
    """Everybody was in the first session."""
    call_roll(row, first_session(row), {one.id: mark for one in enrolments}, **ALL)


def make_done(women: int = 2, programmes: tuple[str, ...] = ("2415",), **fields: Any) -> TrainingClass:
    """A class that is done and counts for programmes, to which some women came."""
    row = make_class(**fields)
    all_came(row, fill(row, make_women(women)))
    count_for("training_class", row.id, [get_programme(code) for code in programmes], actor=BY)
    end_class(row, **ALL)
    return row
