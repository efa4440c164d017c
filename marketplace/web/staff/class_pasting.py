"""A class list pasted from a chat or a sheet: looked at line by line, the doubtful ones asked, then entered at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import TooMany
from marketplace.core.folding import fold_name, name_key
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.queries import list_likely_same
from marketplace.programme.services import get_shown_woman
from marketplace.training.errors import AlreadyEnrolled, ClassCancelled, ClassOver
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.pasted_lists import MOST_LINES, LeftOut, Line, read_list
from marketplace.training.queries import enrolled_in, get_class, lock_class
from marketplace.training.services import enrol
from marketplace.training.states import OPEN_STATES
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.class_lists import PURPOSE, enter_new
from marketplace.web.staff.class_places import village_in
from marketplace.web.staff.forms.training import PasteForm
from marketplace.web.staff.likely_people import ANOTHER, Found, show_likely

LISTED, KNOWN, MAYBE, NEW, UNREAD = "listed", "known", "maybe", "new", "unread"
SKIP = "skip"  # a line that is not entered


@dataclass
class Looked:
    """A line with who she may be; `choice` is what was answered or what is certain, `twin` an earlier line like it."""

    line: Line
    state: str
    likely: list[Found] = field(default_factory=list)
    choice: str = ""
    twin: int = 0
    is_asked: bool = False  # left unanswered though it was asked
    elsewhere: str = ""  # a place that was written and is not of the class's commune, so that it is not kept

    @property
    def shown(self) -> str:
        """The public ids of the people shown."""
        return " ".join(found.person.public_id for found in self.likely)


def paste(code: str) -> Response:
    """Paste a list and look at it; nothing is saved here."""
    row = get_class(code, current_scope())
    form = PasteForm(request.form)
    if request.method == "GET" and row.status not in OPEN_STATES:
        return make_response(render_template("staff/classes/paste.html", row=row, form=None))
    if request.method == "POST" and form.validate():
        lines, left_out = read_list(form.lines.data)
        if row.status not in OPEN_STATES:
            return _refused(row, form)
        if len(lines) <= MOST_LINES and lines:
            return _preview(row, form, _look_at(row, lines, {}), left_out)
        many = _("Mỗi lần nhiều nhất %(most)s dòng. Mời dán làm nhiều lần.", most=MOST_LINES)
        form.lines.errors = [many if lines else _("Không thấy dòng nào có tên người. Mời xem lại danh sách.")]
    page = render_template("staff/classes/paste.html", row=row, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def save(code: str) -> Response:
    """Enter everybody of a list that was looked at: all of them, or nobody while one line is in doubt."""
    row = get_class(code, current_scope())
    form = PasteForm(request.form)
    if not form.validate():
        return make_response(render_template("staff/classes/paste.html", row=row, form=form), 422)
    lines, left_out = read_list(form.lines.data)
    looked = _look_at(row, lines[:MOST_LINES], request.form)
    for one in looked:
        one.is_asked = one.state == MAYBE and not one.choice
    if any(one.is_asked for one in looked):
        return _preview(row, form, looked, left_out, status=422)
    try:
        with transaction():
            first_time()
            entered = _enter_all(lock_class(code, current_scope()), looked)
            page = leads_to(url_for("staff.classes.show", code=code))
    except _InDoubt as doubt:
        doubt.looked.state, doubt.looked.is_asked, doubt.looked.choice = MAYBE, True, ""
        doubt.looked.likely = _shown(doubt.people, doubt.looked.line.phone)
        return _preview(row, form, looked, left_out, status=422)
    except (ClassCancelled, ClassOver):
        return _refused(row, form)
    flash(_told(entered), "success")
    return see_other(page)


def _refused(row: TrainingClass, form: PasteForm) -> Response:
    """Nobody is entered in a class that is called off or over; what was pasted stays."""
    form.lines.errors = [_("Lớp này đã hủy hoặc đã kết thúc, nên không ghi thêm người.")]
    return make_response(render_template("staff/classes/paste.html", row=row, form=form), 422)


class _InDoubt(Exception):
    """A line whose woman may be somebody known after all."""

    def __init__(self, looked: Looked, people: list[Person]) -> None:
        super().__init__(looked.line.number)
        self.looked, self.people = looked, people


def _look_at(row: TrainingClass, lines: Iterable[Line], answers: Mapping[str, str]) -> list[Looked]:
    """Who each line may be; answers given before are kept while they are still among those offered."""
    looked: list[Looked] = []
    for line in lines:
        looked.append(_look(line, looked))
        if village_in(row, line.village, line.wider) is None:
            looked[-1].elsewhere = line.home
    listed = enrolled_in(row.id, {found.person.id for one in looked for found in one.likely})
    for one in looked:
        _settle(one, listed, answers.get(f"who-{one.line.number}", ""))
    return looked


def _look(line: Line, before: list[Looked]) -> Looked:
    if not line.full_name:
        return Looked(line, UNREAD)
    people = list_likely_same(line.full_name, line.birth_year, line.phone or None, current_scope())
    one = Looked(line, MAYBE if people else NEW, _shown(people, line.phone) if people else [])
    one.twin = next((other.line.number for other in before if _are_alike(other.line, line)), 0)
    return one


def _shown(people: list[Person], phone: str) -> list[Found]:
    """People to choose from; who lives elsewhere is left out where the officer looked up too many of late."""
    try:
        return show_likely(people, phone or None, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số của người ngoài địa bàn. Mời đợi một lúc rồi xem lại danh sách này."), "warning")
        return []


def _settle(one: Looked, listed: Mapping[int, Enrolment], answer: str) -> None:
    certain = [found for found in one.likely if found.is_ours and _is_she(found.person, one.line)]
    offered = {found.person.public_id for found in one.likely} | {ANOTHER, SKIP}
    if len(certain) == 1 and certain[0].person.id in listed:
        one.state = LISTED
    elif len(certain) == 1 and len(one.likely) == 1 and not one.twin:
        one.state, one.choice = KNOWN, certain[0].person.public_id
    elif one.state == NEW and one.twin:
        one.state = MAYBE
    elif one.state == NEW:
        one.choice = ANOTHER
    if answer in offered and one.state not in (LISTED, UNREAD):
        one.choice = answer


def _is_she(person: Person, line: Line) -> bool:
    same_name = fold_name(person.full_name) == fold_name(line.full_name)
    same_phone = bool(line.phone) and person.phone == line.phone
    same_year = line.birth_year is not None and person.birth_year == line.birth_year
    return same_name and (same_year or (same_phone and None in (person.birth_year, line.birth_year)))


def _are_alike(one: Line, other: Line) -> bool:
    years = {year for year in (one.birth_year, other.birth_year) if year}
    return bool(one.full_name) and name_key(one.full_name) == name_key(other.full_name) and len(years) < 2


def _enter_all(row: TrainingClass, looked: list[Looked]) -> list[Enrolment]:
    entered: list[Enrolment] = []
    made: dict[int, Person] = {}  # line → who was entered for it
    for one in looked:
        if one.choice in ("", SKIP) or one.state in (LISTED, UNREAD):
            continue
        try:
            woman = _woman_of(row, one, made)
            made[one.line.number] = woman
            entered.append(enrol(row, woman, actor=officer_actor(), scope=current_scope()))
        except AlreadyEnrolled:
            continue  # entered by hand since the list was looked at: she is in it once
    return entered


def _woman_of(row: TrainingClass, one: Looked, made: dict[int, Person]) -> Person:
    if one.choice != ANOTHER:
        return get_shown_woman(one.choice, actor=officer_actor(), scope=current_scope())
    told = {name: getattr(one.line, name) for name in ("full_name", "phone", "birth_year", "village", "wider")}
    twin = {made[one.twin].public_id} if one.twin in made else set()
    try:
        return enter_new(row, told, set(one.shown.split()) | twin)
    except MayBeKnown as refused:
        raise _InDoubt(one, refused.people) from refused


def _told(entered: list[Enrolment]) -> str:
    waiting = sum(one.is_waiting for one in entered)
    if not entered:
        return str(_("Không có ai mới: mọi người trong danh sách này đã có tên ở lớp."))
    if waiting:
        return str(_("Đã ghi %(many)s chị, trong đó %(waiting)s chị được xếp chờ.", many=len(entered), waiting=waiting))
    return str(_("Đã ghi %(many)s chị vào danh sách lớp.", many=len(entered)))


def _preview(
    row: TrainingClass, form: PasteForm, looked: list[Looked], left_out: list[LeftOut], status: int = 200
) -> Response:
    counts = {state: sum(one.state == state for one in looked) for state in (LISTED, KNOWN, MAYBE, NEW, UNREAD)}
    page = render_template(
        "staff/classes/preview.html",
        row=row,
        form=form,
        lines=form.lines.data,
        looked=looked,
        left_out=left_out,
        counts=counts,
        another=ANOTHER,
        skip=SKIP,
        asked=[one for one in looked if one.is_asked],
    )
    return make_response(page, status)
