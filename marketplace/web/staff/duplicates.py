"""«Có thể là một người»: pairs of records that may be one woman's, and what officers judged of them."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.queries import find_person, list_people
from marketplace.places.queries import directory
from marketplace.programme.models import ToldApart
from marketplace.programme.queries import is_known_in, list_judgements, list_merges, list_pairs
from marketplace.programme.services import tell_apart, withdraw_judgement
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.words.duplicates import reason_words, strength_words


def index() -> str:
    """The pairs of the territory, from the newest record on; on each page the surest first."""
    page = list_pairs(current_scope(), request.args.get("after"))
    words = {"reasons": reason_words(), "strengths": strength_words()}
    return render_template("staff/duplicates/index.html", page=page, home_of=home_of, **words)


def judged() -> str:
    """The newest merges and judgements that stand, each with its way back."""
    merges, judgements = list_merges(current_scope()), list_judgements(current_scope())
    officers = list_people({row.merged_by for row in merges if row.merged_by} | _judges(judgements))
    return render_template(
        "staff/duplicates/judged.html", merges=merges, judgements=judgements, officers=officers, home_of=home_of
    )


def differ(first: str, second: str) -> Response:
    """Say that two records are of two people."""
    with transaction():
        first_time()
        tell_apart(person_of(first), person_of(second), actor=officer_actor(), scope=current_scope())
        page = leads_to(url_for("staff.duplicates.index"))
    flash(_("Đã ghi: đây là hai người khác nhau. Chị bỏ được kết luận này ở trang “Đã xem xét”."), "success")
    return see_other(page)


def withdraw(first: str, second: str) -> Response:
    """Take the judgement back: the pair is proposed again."""
    with transaction():
        withdraw_judgement(person_of(first), person_of(second), actor=officer_actor(), scope=current_scope())
    flash(_("Đã bỏ kết luận. Hai hồ sơ lại có trong danh sách “Có thể là một người”."), "success")
    return see_other(url_for("staff.duplicates.judged"))


def person_of(public_id: str) -> Person:
    """Somebody of the visitor's territory; NotFound otherwise, also for a record that was merged."""
    person = find_person(public_id)
    if person is None or not is_known_in(person, current_scope()):
        raise NotFound(person=public_id)
    return person


def home_of(person: Person) -> str:
    """Where she lives, as far as it is known."""
    place = directory().get(person.area_code or "")
    return ", ".join(part for part in (person.address_line, place.name if place else "") if part)


def _judges(judgements: list[ToldApart]) -> set[int]:
    return {row.judged_by for row in judgements if row.judged_by}
