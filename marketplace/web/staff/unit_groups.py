"""To which former district, and to which cluster, a commune belongs: said by the province where no lineage says it."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import get_unit
from marketplace.core.errors import NotFound
from marketplace.core.folding import tidy
from marketplace.core.transactions import transaction
from marketplace.places.queries import districts_around
from marketplace.programme.models import UnitGroup
from marketplace.programme.queries import groups_of, list_group_names
from marketplace.programme.services import CLUSTER, DISTRICT, MOST_NAME, SCHEMES, possible_districts, say_group
from marketplace.web.parts.forms import too_long_words
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, staff_actor

NAME, UNITS = "name", "units"


def show(scheme: str) -> Response:
    """The communes with what is said of them, and the form that says it."""
    if scheme not in SCHEMES:
        raise NotFound(scheme=scheme)
    if request.method == "GET":
        return _page(scheme, {})
    faults = _save_districts() if scheme == DISTRICT else _save_cluster()
    return _page(scheme, faults) if faults else see_other(url_for("staff.unit_groups.show", scheme=scheme))


def _save_districts() -> dict[str, str]:
    """Say of each commune in question what was chosen; «» takes back what was said."""
    changed, faults = 0, {}
    answers = {unit.id: request.form.get(f"unit-{unit.id}", "") for unit, _group in _in_question()}
    with transaction():
        _once(DISTRICT)
        for unit_id, name in answers.items():
            unit = get_unit(unit_id, current_scope())
            if name and name not in possible_districts(unit):
                faults[f"unit-{unit_id}"] = str(_("%(unit)s: mời chọn một huyện trong danh sách.", unit=unit.name))
            else:
                changed += say_group(DISTRICT, unit, name, actor=staff_actor(), scope=current_scope())
    _tell(changed, faults)
    return faults


def _save_cluster() -> dict[str, str]:
    """Put the communes ticked into the cluster named; without a name they leave the ones they are in."""
    name = tidy(request.form.get(NAME, ""))
    chosen = {int(key) for key in request.form.getlist(UNITS) if key.isascii() and key.isdigit()}
    ours = {unit.id for unit, _group in groups_of(CLUSTER, current_scope())}
    if len(name) > MOST_NAME:
        return {NAME: too_long_words(MOST_NAME)}
    if not chosen & ours:
        return {UNITS: str(_("Mời đánh dấu ít nhất một xã, phường."))}
    with transaction():
        _once(CLUSTER)
        units = [get_unit(unit_id, current_scope()) for unit_id in sorted(chosen & ours)]
        changed = sum(say_group(CLUSTER, unit, name, actor=staff_actor(), scope=current_scope()) for unit in units)
    _tell(changed, {})
    return {}


def _once(scheme: str) -> None:
    first_time()
    leads_to(url_for("staff.unit_groups.show", scheme=scheme))


def _tell(changed: int, faults: dict[str, str]) -> None:
    if changed:
        flash(_("Đã lưu. Các bảng phân tổ tính theo cách chia mới."), "success")
    elif not faults:
        flash(_("Không có gì thay đổi."), "info")


def _in_question() -> list[tuple[Unit, UnitGroup | None]]:
    """The communes into which communes of several districts went."""
    rows = groups_of(DISTRICT, current_scope())
    around = districts_around([unit.area_code for unit, _group in rows if unit.area_code])
    return [(unit, group) for unit, group in rows if len(around.get(unit.area_code or "", [])) > 1]


def _page(scheme: str, faults: dict[str, str]) -> Response:
    rows = _in_question() if scheme == DISTRICT else groups_of(CLUSTER, current_scope())
    page = render_template(
        f"staff/unit_groups/{scheme}.html",
        rows=rows,
        districts={unit.id: possible_districts(unit) for unit, _group in rows} if scheme == DISTRICT else {},
        names=list_group_names(scheme),
        typed=request.form,
        ticked=set(request.form.getlist(UNITS)),
        faults=faults,
        most=MOST_NAME,
    )
    return make_response(page, 422 if faults else 200)
