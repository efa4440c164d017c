"""«Hội viên, cán bộ»: the register of women, found by name, phone, year of birth, role or unit; one page for each."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in, list_trainings_of
from marketplace.association.scope import Scope
from marketplace.core.errors import NotFound
from marketplace.core.folding import fold_name, name_words
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.queries import list_parts_of, list_presences
from marketplace.people.models import Person
from marketplace.people.queries import find_person, person_now
from marketplace.programme.queries import is_known_in, list_merges, list_support, list_women, pairs_of, roles_of
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_scope, signed_in_person
from marketplace.web.staff.contests import veiled_ideas
from marketplace.web.staff.duplicates import home_of
from marketplace.web.staff.likely_people import phone_in
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.duplicates import reason_words
from marketplace.web.words.enterprises import form_words, part_words, place_words
from marketplace.web.words.honours import title_of
from marketplace.web.words.programme import programme_words, support_kinds
from marketplace.web.words.register import ending_words, post_words, woman_role_words
from marketplace.web.words.roles import role_words
from marketplace.web.words.training import outreach_words

MOST_SOUGHT = 80
_YEAR = re.compile(r"\b(19|20)[0-9]{2}\b", re.ASCII)


@dataclass(frozen=True)
class Sought:
    """What somebody typed into the search: a phone, or a name and a year of birth, each where it is one."""

    typed: str
    phone: str | None
    name: str
    birth_year: int | None

    @property
    def fewer(self) -> list[str]:
        """Each word alone, to try when all together found nobody; the given name, which stands last, first."""
        words, telling = self.name.split(), set(name_words(self.name))
        alone = [word for word in dict.fromkeys(reversed(words)) if telling & set(fold_name(word).split())]
        return alone[:3] if len(words) > 1 or self.birth_year else []


def read_sought(typed: str) -> Sought:
    """A search as people type it: «0912 345 678», «le thi man», «Bà Mận 1985»."""
    phone = phone_in(typed)
    year = None if phone else _YEAR.search(typed)
    rest = _YEAR.sub(" ", typed) if year else typed
    name = "" if phone or not fold_name(rest) else rest.strip()
    return Sought(typed, phone, name, int(year[0]) if year else None)


def index() -> str:
    """The women of the territory; search, role and unit stand in the address."""
    sought = read_sought(request.args.get("q", "").strip()[:MOST_SOUGHT])
    role, code = request.args.get("role", ""), request.args.get("unit", "")
    role = role if role in woman_role_words() else ""
    chosen = find_unit_in(current_scope(), code) if code else None
    page = list_women(
        Scope((chosen.path,)) if chosen else current_scope(),
        request.args.get("after"),
        name=sought.name,
        phone=sought.phone,
        birth_year=sought.birth_year,
        role=role,
    )
    return render_template(
        "staff/women/index.html",
        page=page,
        sought=sought,
        role=role,
        unit=code,
        units=_choices(chosen),
        **_words(),
    )


def _choices(chosen: Unit | None) -> list[Unit]:
    """The units to choose from, and the one that was chosen: a province does not list branches."""
    units = units_of_territory()
    return units if chosen is None or chosen.id in {unit.id for unit in units} else [chosen, *units]


def show(person_id: str) -> Response:
    """One woman: all her roles within the territory, and who she may also be; a merged record leads on."""
    person = find_person(person_id)
    if person is not None and person.merged_into_id is not None:
        return see_other(url_for("staff.women.show", person_id=person_now(person).public_id))
    return make_response(_woman_page(get_woman(person_id)))


def get_woman(person_id: str) -> Person:
    """Somebody of the visitor's territory; NotFound otherwise."""
    person = find_person(person_id)
    if person is None or not is_known_in(person, current_scope()):
        raise NotFound(person=person_id)
    return person


def _woman_page(woman: Person) -> str:
    scope = current_scope()
    roles, veiled = roles_of([woman.id], scope)[woman.id], veiled_ideas()
    return render_template(
        "staff/women/show.html",
        woman=woman,
        roles=roles,
        ideas=[idea for idea in roles.ideas if idea.id not in veiled],
        is_herself=woman.id == signed_in_person().id,
        is_member=any(row.ended_on is None and row.voided_at is None for row in roles.memberships),
        support=list_support(scope, person_id=woman.id),
        pairs=[
            (_other(pair, woman), [reason_words()[code] for code in pair.reasons]) for pair in pairs_of(woman, scope)
        ],
        merges=list_merges(scope, woman.id),
        enterprises=_enterprises(woman, roles.enterprises),
        pages=list_presences(scope, person_id=woman.id),
        outreach_words=outreach_words(),
        forms=form_words(),
        online_places=place_words(),
        trainings=list_trainings_of([woman.id], scope),
        title_of=title_of,
        kinds=support_kinds(),
        programme_words=programme_words,
        **_words(),
    )


def _enterprises(woman: Person, rows: list[Enterprise]) -> list[tuple[Enterprise, list[str]]]:
    """Her enterprises, each with what she is in it: «Người đại diện», «Giám đốc», «Góp 60% vốn»."""
    told: dict[int, list[str]] = {
        row.id: [str(_("Người đại diện"))] if row.person_id == woman.id else [] for row in rows
    }
    for part in list_parts_of(woman.id, current_scope()):
        if part.ended_on is None and part.enterprise_id in told:
            told[part.enterprise_id].append(part_words(part))
    return [(row, told[row.id]) for row in rows]


def _other(pair: Any, woman: Person) -> Person:
    other: Person = pair.low if pair.high.id == woman.id else pair.high
    return other


def _words() -> dict[str, Any]:
    return {
        "home_of": home_of,
        "post_words": post_words(),
        "ending_words": ending_words(),
        "role_words": role_words,
        "woman_roles": woman_role_words(),
    }
