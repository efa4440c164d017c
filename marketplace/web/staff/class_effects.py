"""«Sau lớp học»: what came of the classes of the last twelve months, by trainer, unit and class; each number opens its
women."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from flask import render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.core.folding import identity, sort_key
from marketplace.people.queries import list_people
from marketplace.programme.queries import AFTER_STEPS, After, after_classes, effects_of, list_taught, women_at
from marketplace.training.models import TrainingClass
from marketplace.training.queries import list_trainers
from marketplace.web.plumbing.visitor import current_offices, current_scope
from marketplace.web.staff.duplicates import home_of

YEAR = timedelta(days=365)
PAGE = 50
TRAINER, UNIT, CLASS = WAYS = ("trainer", "unit", "class")
Groups = dict[str, tuple[str, set[int]]]  # key → its name, its classes


def index() -> str:
    """How many women came, began to list from the class's code, listed within 30 days after it, sold within 90."""
    by = request.args.get("by", TRAINER)
    if by not in WAYS:
        raise NotFound(by=by)
    since = today() - YEAR
    classes = list_taught(current_scope(), since)
    groups = _groups(by, classes)
    page, last = _page_of(len(groups))
    shown = dict(list(groups.items())[(page - 1) * PAGE : page * PAGE])
    keys = {key for _name, theirs in shown.values() for key in theirs}
    effects = effects_of({key: theirs for key, (_name, theirs) in shown.items()}, after_classes(keys).values())
    return render_template(
        "staff/classes/effects.html",
        since=since,
        by=by,
        ways=_way_words(),
        rows=[(key, name, effects[key]) for key, (name, _theirs) in shown.items()],
        is_none=not classes,
        page=page,
        last=last,
    )


def women() -> str:
    """The women behind one number."""
    by, step, key = (request.args.get(name, "") for name in ("by", "step", "of"))
    since = today() - YEAR
    classes = list_taught(current_scope(), since)
    found = _groups(by, classes).get(key) if by in WAYS and step in AFTER_STEPS else None
    if found is None:
        raise NotFound(by=by, step=step, of=key)
    name, keys = found
    of_class: dict[int, list[After]] = defaultdict(list)
    for each in after_classes(keys).values():
        of_class[each.class_id].append(each)
    at_step = women_at(step, keys, of_class)
    page, last = _page_of(len(at_step))
    rows = sorted(at_step.values(), key=lambda each: (each.day_of(step) or since, each.person_id), reverse=True)
    rows = rows[(page - 1) * PAGE : page * PAGE]
    people = list_people({each.person_id for each in rows})
    return render_template(
        "staff/classes/effect_women.html",
        by=by,
        of=key,
        step=step,
        name=name,
        words=_step_words()[step],
        many=len(at_step),
        rows=[(people[each.person_id], each) for each in rows],
        classes={row.id: row for row in classes},
        home_of=home_of,
        may_write=bool(current_offices()),
        page=page,
        last=last,
    )


def _groups(by: str, classes: Iterable[TrainingClass]) -> Groups:
    """Classes put together: by trainer's name however it is written, by unit, or each by itself, the latest first."""
    if by == CLASS:
        return {row.code: (_named(row, row.begins_on), {row.id}) for row in classes}
    found: Groups = {}
    for key, name, class_id in _by_trainer(classes) if by == TRAINER else _by_unit(classes):
        found.setdefault(key, (name, set()))[1].add(class_id)
    return dict(sorted(found.items(), key=lambda item: (sort_key(item[1][0]), item[0])))


def _by_trainer(classes: Iterable[TrainingClass]) -> list[tuple[str, str, int]]:
    rows = list_trainers([row.id for row in classes])
    return [(identity(row.name), row.name, row.class_id) for row in rows]


def _by_unit(classes: Iterable[TrainingClass]) -> list[tuple[str, str, int]]:
    return [(row.unit.code, row.unit.name, row.id) for row in classes]


def _named(row: TrainingClass, day: date) -> str:
    return f"{row.title}, {row.unit.name}, {day:%d/%m/%Y}"


def _page_of(many: int) -> tuple[int, int]:
    last = max((many + PAGE - 1) // PAGE, 1)
    return min(max(request.args.get("page", 1, type=int), 1), last), last


def _way_words() -> list[tuple[str, str, str]]:
    words = {TRAINER: _("Theo giảng viên"), UNIT: _("Theo xã, đơn vị"), CLASS: _("Theo lớp")}
    return [(by, words[by], url_for("staff.class_effects.index", by=by)) for by in WAYS]


def _step_words() -> dict[str, str]:
    return {
        "came": _("Số chị dự lớp"),
        "drafted": _("Soạn hàng từ mã của lớp"),
        "listed": _("Bày bán trong 30 ngày"),
        "sold": _("Bán được hàng trong 90 ngày"),
    }
