"""A list of people pasted from a chat or a sheet: looked at line by line, the doubtful ones asked, then entered.

What the list is of (a class, an outreach) is said by `Into`; the pages are the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import wtforms
from flask import Response, flash, make_response, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.levels import COMMUNE
from marketplace.association.models import Unit
from marketplace.association.queries import commune_of, list_children
from marketplace.core.errors import TooMany
from marketplace.core.folding import fold_name, name_key
from marketplace.people.models import Person
from marketplace.places.queries import directory
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.queries import list_likely_same
from marketplace.programme.services import get_shown_woman
from marketplace.training.pasted_lists import MOST_LINES, LeftOut, Line, read_list
from marketplace.web.parts.forms import Required
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.class_places import village_in
from marketplace.web.staff.entered_women import enter_new
from marketplace.web.staff.likely_people import ANOTHER, Found, show_likely

LISTED, KNOWN, MAYBE, NEW, UNREAD = STATES = ("listed", "known", "maybe", "new", "unread")
SKIP = "skip"  # a line that is not entered


class PasteForm(wtforms.Form):
    """The pasted list, kept as it is from look to look: its tabs say where a part ends."""

    lines = wtforms.TextAreaField(
        _l("Danh sách"), [Required(_l("Vui lòng dán danh sách vào đây, mỗi người một dòng."))]
    )
    commune = wtforms.SelectField(_l("Danh sách của xã/phường nào?"), default="", validate_choice=False)

    def validate_commune(self, field: wtforms.Field) -> None:
        """One of those offered."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn một mục trong danh sách."))

    @property
    def commune_code(self) -> str:
        """The commune that was chosen for the whole list; «» where none was, or the unit is one."""
        return str(self.commune.data) if "commune" in self else ""


@dataclass(frozen=True)
class Into:
    """What a list is pasted into: its unit, its pages, and who stands in it (keys of persons → those who do)."""

    unit: Unit
    title: str
    trail: list[tuple[str, str]]  # of the breadcrumbs, its own page last
    paste: str
    save: str
    purpose: str  # of a look-up by phone, in the audit trail
    in_it: str  # «đã có trong lớp»
    button: str
    listed: Callable[[set[int]], Collection[int]]

    @property
    def page(self) -> str:
        """The address of its own page."""
        return self.trail[-1][0]


@dataclass
class Looked:
    """A line with who she may be; `choice` is what was answered or what is certain, `twin` an earlier line like it."""

    line: Line
    state: str
    likely: list[Found] = field(default_factory=list)
    choice: str = ""
    twin: int = 0
    is_asked: bool = False  # left unanswered though it was asked
    elsewhere: str = ""  # a place that was written and is not of the unit's commune, so that it is not kept

    @property
    def shown(self) -> str:
        """The public ids of the people shown."""
        return " ".join(found.person.public_id for found in self.likely)


class InDoubt(Exception):
    """A line whose woman may be somebody known after all."""

    def __init__(self, looked: Looked, people: list[Person]) -> None:
        super().__init__(looked.line.number)
        self.looked, self.people = looked, people

    def ask(self, into: Into) -> None:
        """Put the question beside its line."""
        self.looked.state, self.looked.is_asked, self.looked.choice = MAYBE, True, ""
        self.looked.likely = _shown(self.people, self.looked.line.phone, into.purpose)


def paste_form(given: MultiDict[str, str], into: Into) -> PasteForm:
    """The form of a pasted list; whose commune it is is asked where it is pasted into something of several."""
    form = PasteForm(given)
    if communes := [] if commune_of(into.unit) else _communes_below(into.unit):
        form.commune.choices = [("", _("Nhiều xã, hoặc chưa rõ")), *communes]
    else:
        del form.commune
    return form


def read_pasted(form: PasteForm, into: Into) -> tuple[list[Looked], list[LeftOut]]:
    """The lines of a valid form with who each may be; none, with the words beside the box, where there are too many."""
    lines, left_out = read_list(form.lines.data)
    if len(lines) <= MOST_LINES and lines:
        return look_at(into, lines, {}, form.commune_code), left_out
    many = _("Mỗi lần nhiều nhất %(most)s dòng. Mời dán làm nhiều lần.", most=MOST_LINES)
    form.lines.errors = [many if lines else _("Không thấy dòng nào có tên người. Mời xem lại danh sách.")]
    return [], left_out


def read_answered(form: PasteForm, into: Into, answers: Mapping[str, str]) -> tuple[list[Looked], list[LeftOut], bool]:
    """The lines with the answers given, and whether every question was answered."""
    lines, left_out = read_list(form.lines.data)
    looked = look_at(into, lines[:MOST_LINES], answers, form.commune_code)
    for one in looked:
        one.is_asked = one.state == MAYBE and not one.choice
    return looked, left_out, not any(one.is_asked for one in looked)


def look_at(into: Into, lines: Iterable[Line], answers: Mapping[str, str], commune: str) -> list[Looked]:
    """Who each line may be; answers given before are kept while they are still among those offered."""
    looked: list[Looked] = []
    for line in lines:
        looked.append(_look(into, line, looked))
        if village_in(into.unit, line.village, line.wider, commune) is None:
            looked[-1].elsewhere = line.home
    listed = into.listed({found.person.id for one in looked for found in one.likely})
    for one in looked:
        _settle(one, listed, answers.get(f"who-{one.line.number}", ""))
    return looked


def women_of(form: PasteForm, into: Into, looked: Iterable[Looked]) -> list[Person]:
    """The women of the lines that are to be entered, new ones entered now; InDoubt while one may be somebody known."""
    made: dict[int, Person] = {}  # line → who was entered for it
    for one in looked:
        if one.choice not in ("", SKIP) and one.state not in (LISTED, UNREAD):
            made[one.line.number] = _woman_of(into.unit, one, made, form.commune_code)
    return list({woman.id: woman for woman in made.values()}.values())


def paste_page(form: PasteForm, into: Into, status: int = 200) -> Response:
    """The page that asks for the list."""
    return make_response(render_template("staff/pasted/paste.html", form=form, into=into), status)


def preview_page(
    form: PasteForm, into: Into, looked: list[Looked], left_out: list[LeftOut], status: int = 200, **more: Any
) -> Response:
    """The page that shows each line with who she may be; `more` is told besides."""
    page = render_template(
        "staff/pasted/preview.html",
        into=into,
        lines=form.lines.data,
        commune=form.commune_code,
        lives_in=directory()[form.commune_code].name if form.commune_code else "",
        asks_commune="commune" in form,
        looked=looked,
        left_out=left_out,
        counts={state: sum(one.state == state for one in looked) for state in STATES},
        another=ANOTHER,
        skip=SKIP,
        asked=[one for one in looked if one.is_asked],
        **more,
    )
    return make_response(page, status)


def _communes_below(unit: Unit) -> list[tuple[str, str]]:
    """The communes of a province within the officer's territory: code, name."""
    places, scope = directory(), current_scope()
    below = [one for one in list_children(unit) if one.level == COMMUNE and scope.covers(one)]
    return [(one.area_code, places[one.area_code].name) for one in below if one.area_code]


def _look(into: Into, line: Line, before: list[Looked]) -> Looked:
    if not line.full_name:
        return Looked(line, UNREAD)
    people = list_likely_same(line.full_name, line.birth_year, line.phone or None, current_scope())
    one = Looked(line, MAYBE if people else NEW, _shown(people, line.phone, into.purpose) if people else [])
    one.twin = next((other.line.number for other in before if _are_alike(other.line, line)), 0)
    return one


def _shown(people: list[Person], phone: str, purpose: str) -> list[Found]:
    """People to choose from; who lives elsewhere is left out where the officer looked up too many of late."""
    try:
        return show_likely(people, phone or None, purpose)
    except TooMany:
        flash(_("Đã tra nhiều số của người ngoài địa bàn. Mời đợi một lúc rồi xem lại danh sách này."), "warning")
        return []


def _settle(one: Looked, listed: Collection[int], answer: str) -> None:
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


def _woman_of(unit: Unit, one: Looked, made: dict[int, Person], commune: str) -> Person:
    if one.choice != ANOTHER:
        return get_shown_woman(one.choice, actor=officer_actor(), scope=current_scope())
    told = {name: getattr(one.line, name) for name in ("full_name", "phone", "birth_year", "village", "wider")}
    told["commune"] = commune
    seen = {woman.public_id for woman in made.values()}  # other lines of the list: like ones were asked about
    try:
        return enter_new(unit, told, set(one.shown.split()) | seen)
    except MayBeKnown as refused:
        raise InDoubt(one, refused.people) from refused
