"""«Sau lớp học»: what came of the classes of the last twelve months, by trainer and by unit."""

from collections import defaultdict
from datetime import timedelta

from flask import render_template

from marketplace.core.clock import today
from marketplace.core.folding import sort_key
from marketplace.programme.queries import after_classes, effects_of, list_taught
from marketplace.training.queries import counts_of, list_trainers
from marketplace.web.plumbing.visitor import current_scope

YEAR = timedelta(days=365)


def index() -> str:
    """How many women came, opened a shop or listed within 30 days, sold within 90."""
    since = today() - YEAR
    classes = list_taught(current_scope(), since)
    keys = [row.id for row in classes]
    by_unit: dict[str, set[int]] = defaultdict(set)
    by_trainer: dict[str, set[int]] = defaultdict(set)
    for row in classes:
        by_unit[row.unit.name].add(row.id)
    for trainer in list_trainers(keys):
        by_trainer[trainer.name].add(trainer.class_id)
    came = {key: counts.came for key, counts in counts_of(keys).items()}
    after = after_classes(keys)
    tables = [effects_of(groups, came, after) for groups in (by_trainer, by_unit)]
    told = [sorted(table.items(), key=lambda item: sort_key(item[0])) for table in tables]
    return render_template("staff/classes/effects.html", since=since, trainers=told[0], units=told[1])
