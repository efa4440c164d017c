"""«Sổ theo dõi mô hình»: enterprises and collectives that women lead, found by name, form and state; a page of each."""

from typing import Any

from flask import render_template, request

from marketplace.association.queries import find_unit_in
from marketplace.association.scope import Scope
from marketplace.contests.queries.ideas import list_ideas_of
from marketplace.enterprises.enterprise_kinds import FORMS, STATES
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.queries import (
    get_enterprise,
    list_counts,
    list_enterprises,
    list_parts,
    list_presences,
    list_tests,
    newest_tests,
)
from marketplace.programme.queries import list_support, programmes_of
from marketplace.programme.queries.outcomes import OF_ENTERPRISES
from marketplace.shops.queries import get_shop_in
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.enterprises import (
    form_words,
    part_words,
    place_words,
    result_words,
    state_words,
    why_words,
)
from marketplace.web.words.programme import programme_words

MOST_SOUGHT = 80


def asked() -> dict[str, str]:
    """What the address narrows the list to: words, form, unit, state; unknown ones are left out."""
    form, state = request.args.get("form", ""), request.args.get("state", "")
    return {
        "q": request.args.get("q", "").strip()[:MOST_SOUGHT],
        "form": form if form in FORMS else "",
        "state": state if state in STATES else "",
        "unit": request.args.get("unit", ""),
    }


def scope_asked(code: str) -> Scope:
    """The territory, or the unit of it that was chosen; NotFound outside it."""
    return Scope((find_unit_in(current_scope(), code).path,)) if code else current_scope()


def index() -> str:
    """The enterprises of the territory; search, form, unit and state stand in the address."""
    narrowed = asked()
    page = list_enterprises(
        scope_asked(narrowed["unit"]),
        request.args.get("after"),
        text=narrowed["q"],
        form=narrowed["form"],
        state=narrowed["state"],
    )
    return render_template(
        "staff/enterprises/index.html",
        page=page,
        asked=narrowed,
        narrowed={name: value for name, value in narrowed.items() if value},
        tests=newest_tests(row.id for row in page.items),
        units=units_of_territory(),
        **words(),
    )


def show(enterprise_id: int) -> str:
    """One enterprise: what it is, who is in it, whether women own it, its counts and its pages elsewhere."""
    row, scope = get_enterprise(enterprise_id, current_scope()), current_scope()
    tests = list_tests(row.id)
    return render_template(
        "staff/enterprises/show.html",
        row=row,
        parts=list_parts(row.id),
        tests=tests,
        now=next((test for test in tests if test.superseded_at is None), None),
        counts=list_counts(row.id),
        pages=list_presences(scope, enterprise_id=row.id),
        shop=_shop(row),
        idea=_idea(row),
        support=list_support(scope, person_id=row.person_id).items,
        programmes=[programme_words(p).short_name for p in programmes_of(OF_ENTERPRISES, [row.id])[row.id]],
        **words(),
    )


def words() -> dict[str, Any]:
    """The words that pages of enterprises speak with."""
    return {
        "forms": form_words(),
        "states": state_words(),
        "online_places": place_words(),
        "part_words": part_words,
        "result_words": result_words,
        "why_words": why_words,
    }


def _idea(row: Enterprise) -> Any:
    """The idea from which it was founded, where the officer may read it."""
    ideas = list_ideas_of([row.person_id], current_scope()) if row.idea_id is not None else []
    return next((idea for idea in ideas if idea.id == row.idea_id), None)


def _shop(row: Enterprise) -> Any:
    return get_shop_in(row.shop_id, current_scope()) if row.shop_id is not None else None
