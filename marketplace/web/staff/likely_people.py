"""Asking who a woman is before she is entered: the people she may be, of other territories the name alone."""

from dataclasses import dataclass

import wtforms
from flask import Response, make_response, render_template
from flask_babel import lazy_gettext as _l

from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.people.errors import BadPhone
from marketplace.people.models import Person
from marketplace.people.phones import normalise_phone
from marketplace.places.queries import find_area
from marketplace.programme.queries import is_known_in, search_people
from marketplace.programme.services import get_shown_woman, look_up_by_phone
from marketplace.web.parts.day_field import birth_year_of
from marketplace.web.parts.number_fields import YearField
from marketplace.web.plumbing.visitor import current_scope, officer_actor

ANOTHER = "another"  # none of the people shown: somebody new
OLDEST = 1920


class SaysWho:
    """What a form says of who she is: `person` is somebody known or ANOTHER, `shown` of whom she is none then."""

    person: wtforms.Field
    shown: wtforms.Field

    @property
    def known_id(self) -> str:
        """The public id of the known person chosen, or «»."""
        return "" if self.person.data in (None, ANOTHER) else self.person.data

    @property
    def other_than(self) -> set[str]:
        """The people of whom the officer says that she is none."""
        return set((self.shown.data or "").split()) if self.person.data == ANOTHER else set()


@dataclass(frozen=True)
class Found:
    """One search result; of people of other territories the name alone is shown."""

    person: Person
    is_ours: bool

    @property
    def facts(self) -> str:
        """Year of birth, village and commune, to distinguish women of the same name."""
        if not self.is_ours:
            return ""
        area = find_area(self.person.area_code) if self.person.area_code else None
        facts = (self.person.birth_year, self.person.address_line, area.name if area else None)
        return ", ".join(str(fact) for fact in facts if fact)


def birth_year_field() -> YearField:
    """The year of birth of a woman who is entered."""
    return YearField(
        _l("Năm sinh"),
        years=lambda: range(OLDEST, today().year - 9),
        of_two_figures=birth_year_of,
        refusal=_l("Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."),
    )


def chosen_woman(form: SaysWho) -> Person:
    """The known person a form names, if this officer may know her; NotShown otherwise."""
    return get_shown_woman(form.known_id, actor=officer_actor(), scope=current_scope())


def who_page(
    template: str,
    form: SaysWho,
    status: int = 200,
    *,
    sought: str = "",
    found: list[Found] | None = None,
    likely: list[Found] | None = None,
) -> Response:
    """A page on which a woman is found, or chosen among those she may be, or entered."""
    chosen = chosen_woman(form) if form.known_id and not likely else None
    page = render_template(
        template,
        form=form,
        chosen=Found(chosen, is_known_in(chosen, current_scope())) if chosen else None,
        found=found,
        likely=likely,
        another=ANOTHER,
        sought=sought,
    )
    return make_response(page, status)


def find_people(sought: str, purpose: str) -> list[Found]:
    """People of the territory by name or phone; of exactly this phone elsewhere the name alone, as an audited look-up.

    TooMany when the officer looked up too many of late.
    """
    phone = phone_in(sought)
    ours = search_people(sought, phone, current_scope())
    if ours or phone is None:
        return [Found(person, True) for person in ours]
    with transaction():
        return [Found(p, False) for p in look_up_by_phone(phone, actor=officer_actor(), purpose=purpose)]


def phone_in(text: str) -> str | None:
    """The number (E.164) that a text is, or None."""
    try:
        return normalise_phone(text)
    except BadPhone:
        return None


def show_likely(people: list[Person], phone: str | None, purpose: str = "support") -> list[Found]:
    """The people to choose from; a name of another territory is shown as a look-up by her phone, and counts as one.

    TooMany when the officer looked up too many of late.
    """
    likely = [Found(person, is_known_in(person, current_scope())) for person in people]
    if not all(one.is_ours for one in likely):
        with transaction():
            look_up_by_phone(phone or "", actor=officer_actor(), purpose=purpose)
    return likely
