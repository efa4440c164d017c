"""A woman who is entered in a list, of a class or an outreach: found, chosen, or somebody new of its commune."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms
from flask import Response, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.association.models import Unit
from marketplace.association.queries import commune_of
from marketplace.core.errors import TooMany
from marketplace.people.models import Person
from marketplace.people.services import keep_address
from marketplace.programme.queries import is_known_in
from marketplace.programme.services import enter_woman
from marketplace.web.parts.forms import AtMost, Form
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.class_places import village_in
from marketplace.web.staff.likely_people import (
    ANOTHER,
    Found,
    SaysWho,
    birth_year_field,
    chosen_woman,
    find_people,
    show_likely,
)


class EntersWoman(SaysWho, Form):
    """Somebody known, or the minimum of a list about somebody new."""

    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    birth_year = birth_year_field()
    village = wtforms.StringField(_l("Thôn, bản, khu phố"), [AtMost(120)])
    phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập họ và tên của chị ấy."))

    def validate_birth_year(self, field: wtforms.Field) -> None:
        """A year of birth, unless a known person was chosen: without it nobody tells two women of one name apart."""
        if not self.known_id and not field.data:
            words = _("Vui lòng nhập năm sinh, ví dụ 1985: nhiều chị trùng tên chỉ khác năm sinh.")
            raise wtforms.ValidationError(words)

    @property
    def told(self) -> dict[str, Any]:
        """What is said of somebody new, as `enter_new` takes it."""
        return {
            "full_name": self.full_name.data,
            "phone": self.phone.e164,
            "birth_year": self.birth_year.year,
            "village": self.village.data or "",
        }


@dataclass(frozen=True)
class Search:
    """What was looked for before she is entered, and who was found; `refused` where too many numbers were looked up."""

    sought: str = ""
    found: list[Found] | None = None
    refused: bool = False


NOBODY_SOUGHT = Search()


def search_sent(purpose: str) -> Search:
    """Who is meant by the name or phone that was sent; `purpose` is that of a look-up by phone, in the audit trail."""
    sought = request.form.get("q", "").strip()[:100]
    try:
        return Search(sought, find_people(sought, purpose))
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return Search(sought, refused=True)


def enter_or_choose(unit: Unit, form: EntersWoman) -> Person:
    """The woman whom a form names; MayBeKnown while somebody new may be somebody known."""
    return chosen_woman(form) if form.known_id else enter_new(unit, form.told, form.other_than)


def enter_new(unit: Unit, told: Mapping[str, Any], other_than: set[str]) -> Person:
    """Somebody new, with her village where it is of the unit's commune; MayBeKnown while she may be somebody known.

    Of a unit that is no commune, `told["commune"]` is the code of the one whose list she stands in: she lives there,
    unless another place was written.
    """
    woman = enter_woman(
        told["full_name"],
        told["phone"] or None,
        told["birth_year"],
        other_than=other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )
    own, said = commune_of(unit), told.get("commune", "")
    area_code = own or said
    village = village_in(unit, told["village"], told.get("wider", ""), said)
    if area_code and (village or (village == "" and not own)):
        keep_address(woman, area_code, village)
    return woman


def is_of_commune(unit: Unit, form: EntersWoman, not_of_a_commune: str) -> bool:
    """Whether what was written as her village can be one; else it is asked, in these words without a commune."""
    if form.known_id or village_in(unit, form.village.data or "") is not None:
        return True
    words = _("Nơi này không phải thôn của xã này. Vui lòng ghi tên thôn, hoặc để trống nếu chị ấy ở nơi khác.")
    form.village.errors = [words if commune_of(unit) else not_of_a_commune]
    return False


def ask_who(
    form: EntersWoman, people: list[Person], purpose: str, page: Callable[[list[Found]], Response]
) -> Response | None:
    """The page that shows whom she may be; None, with the words at the phone, where too many were looked up."""
    try:
        likely = show_likely(people, form.phone.e164, purpose)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return page(likely)


def facts_of_page(form: EntersWoman, search: Search, likely: list[Found] | None) -> dict[str, Any]:
    """What the page of such a form is told: who is chosen, who was found, whom she may be."""
    chosen = chosen_woman(form) if form.known_id and not likely else None
    return {
        "form": form,
        "chosen": Found(chosen, is_known_in(chosen, current_scope())) if chosen else None,
        "found": search.found,
        "sought": search.sought,
        "likely": likely,
        "another": ANOTHER,
    }
