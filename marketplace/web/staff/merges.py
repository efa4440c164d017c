"""Two records of one woman side by side, what a merge would change, merging them, and taking a merge back."""

from typing import Any

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from marketplace.association.queries import top_unit_of
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.queries import find_person, find_trait, list_kinds_of_both, list_people, person_now
from marketplace.people.services import ID_NUMBER
from marketplace.programme.errors import CannotMerge, CannotUnmerge
from marketplace.programme.models import PersonMerge
from marketplace.programme.queries import count_references, get_merge, is_known_in, reasons_of, signs_in
from marketplace.programme.services import (
    FigureChange,
    came_after,
    differing_fields,
    figures_if_merged,
    merge_people,
    obstacle_to_undoing,
    obstacles,
    unmerge_people,
)
from marketplace.programme.shape import Place
from marketplace.web.parts.forms import Form, Required
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import moment, number, phone
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.duplicates import home_of, person_of
from marketplace.web.words.duplicates import (
    field_words,
    holding_words,
    obstacle_words,
    reason_words,
    undoing_words,
)
from marketplace.web.words.privacy import trait_words
from marketplace.web.words.programme import figure_words, indicator_words, programme_words

Row = tuple[str, str, str]


def show(first: str, second: str) -> Response:
    """Both records side by side; merges them when every field that differs has its answer."""
    if _is_merged(first) or _is_merged(second):
        flash(obstacle_words()["merged"], "info")
        return see_other(url_for("staff.duplicates.judged"))
    one, other = person_of(first), person_of(second)
    form = _form_of(one, other, request.form)
    if request.method == "POST" and form.validate():
        try:
            return _merge(first, second, form)
        except CannotMerge:
            return _pair_page(person_of(first), person_of(second), form, 409)
    return _pair_page(one, other, form, 422 if request.method == "POST" else 200)


def undo(merge_id: int) -> Response:
    """What a merge moved and what came after it; takes it back."""
    if request.method == "GET":
        return make_response(_merge_page(get_merge(merge_id, current_scope())))
    try:
        with transaction():
            merge = get_merge(merge_id, current_scope())
            unmerge_people(merge, actor=officer_actor(), scope=current_scope())
    except CannotUnmerge:
        return make_response(_merge_page(get_merge(merge_id, current_scope())), 409)
    flash(_("Đã tách lại thành hai hồ sơ. Các con số đã được tính lại."), "success")
    return see_other(url_for("staff.duplicates.index"))


def _is_merged(public_id: str) -> bool:
    person = find_person(public_id)
    return person is not None and person.merged_into_id is not None and is_known_in(person_now(person), current_scope())


def _merge(first: str, second: str, form: Form) -> Response:
    with transaction():
        first_time()
        kept, merged = _kept_first(person_of(first), person_of(second))
        ids = {person.public_id: person.id for person in (kept, merged)}
        stays = {field.short_name: ids[field.data] for field in form if field.data in ids}
        merge = merge_people(kept, merged, stays, actor=officer_actor(), scope=current_scope())
        page = leads_to(url_for("staff.merges.undo", merge_id=merge.id))
    flash(_("Đã gộp hai hồ sơ thành một. Các con số đã được tính lại."), "success")
    return see_other(page)


def _kept_first(one: Person, other: Person) -> tuple[Person, Person]:
    """The record on which more hangs is kept; of two alike, the older."""
    held = {key: sum(tables.values()) for key, tables in count_references([one.id, other.id]).items()}
    kept, merged = sorted((one, other), key=lambda person: (-held[person.id], person.id))
    return kept, merged


def _form_of(one: Person, other: Person, given: MultiDict[str, str]) -> Form:
    """One question for each field in which both say something else; nothing is chosen beforehand."""
    labels, names = field_words(), differing_fields(one, other)
    form: Form = type("MergeForm", (Form,), {name: _question(labels[name]) for name in names})(given)
    for name in names:
        form[name].choices = [(person.public_id, _told(person)[name]) for person in (one, other)]
    return form


def _question(label: str) -> Any:
    return wtforms.RadioField(label, [Required(_("Mời chọn: giữ giá trị nào?"))])


def _told(person: Person) -> dict[str, str]:
    """What a record says, by field."""
    return {
        "full_name": person.full_name,
        "birth_year": str(person.birth_year or ""),
        "phone": phone(person.phone) if person.phone else "",
        "email": person.email or "",
        "home": home_of(person),
    }


def _pair_page(one: Person, other: Person, form: Form, status: int) -> Response:
    with transaction():  # what the figures would be is tried on the facts, and put back
        against = obstacles(one, other, actor=officer_actor(), scope=current_scope())
        changes = [] if against else figures_if_merged(one, other, _place())
        page = render_template(
            "staff/duplicates/pair.html",
            people=(one, other),
            form=form,
            facts=_facts(one, other),
            holds=_holdings(one, other),
            reasons=[reason_words()[code] for code in reasons_of(one, other)],
            account_phone=_account_phone(one, other),
            both=[trait_words(kind) for kind in list_kinds_of_both(one.id, other.id)],
            kept=_kept_first(one, other)[0],
            against=[obstacle_words()[code] for code in against],
            figures=[_figure_words(change) for change in changes],
            unit=top_unit_of(current_scope(), site_settings().home_province),
        )
    return make_response(page, status)


def _account_phone(one: Person, other: Person) -> str:
    """The number she signs in with, where the other record says another; «» otherwise."""
    holder = signs_in(one, other)
    return phone(holder.phone) if holder and holder.phone and one.phone and other.phone != one.phone else ""


def _place() -> Place:
    return Place(top_unit_of(current_scope(), site_settings().home_province).path)


def _facts(one: Person, other: Person) -> list[Row]:
    mine, hers = _told(one), _told(other)
    rows = [(label, mine[name], hers[name]) for name, label in field_words().items() if mine[name] or hers[name]]
    masked = [find_trait(person.id, ID_NUMBER) or str(_("chưa ghi")) for person in (one, other)]  # never in full
    rows.append((trait_words(ID_NUMBER), masked[0], masked[1]))
    return [*rows, (_("Ngày ghi"), moment(one.created_at), moment(other.created_at))]


def _holdings(one: Person, other: Person) -> list[Row]:
    """How much hangs on each record, of the kinds that either has."""
    held = count_references([one.id, other.id])
    mine, hers = held[one.id], held[other.id]
    kinds = [(table, words) for table, words in holding_words().items() if table in mine or table in hers]
    return [(words, number(mine.get(table, 0)), number(hers.get(table, 0))) for table, words in kinds]


def _figure_words(change: FigureChange) -> tuple[str, str, str, str]:
    programme, words = programme_words(change.programme).short_name, indicator_words(change.indicator.code)
    before, after = (figure_words(change.indicator, value) for value in (change.before, change.after))
    return programme, words.name, before, after


def _merge_page(merge: PersonMerge) -> str:
    blocked = obstacle_to_undoing(merge, current_scope())
    officers = list_people({key for key in (merge.merged_by, merge.undone_by) if key})
    return render_template(
        "staff/duplicates/merge.html",
        merge=merge,
        officers=officers,
        moved=_counted([row.table_name for row in merge.moved]),
        later=[] if merge.undone_at else _worded(came_after(merge)),
        both=[trait_words(kind) for kind in list_kinds_of_both(merge.kept_id, merge.merged_id)],
        blocked=undoing_words().get(blocked, ""),
        changed=[field_words().get(name, field_words()["home"]) for name in merge.changes],
        home_of=home_of,
    )


def _counted(tables: list[str]) -> list[tuple[str, str]]:
    return _worded({table: tables.count(table) for table in dict.fromkeys(tables)})


def _worded(rows: dict[str, int]) -> list[tuple[str, str]]:
    return [(words, number(rows[table])) for table, words in holding_words().items() if rows.get(table)]
