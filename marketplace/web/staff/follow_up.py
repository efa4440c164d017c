"""«Theo dõi, thăm hỏi»: women nobody was in touch with for 90 days, what is due, and who looks after whom."""

from datetime import timedelta

from flask import render_template, request

from marketplace.core.clock import today
from marketplace.programme.queries import (
    LOOKED_AFTER,
    OUT_OF_TOUCH,
    conditions_due,
    list_out_of_touch,
    list_workloads,
    steps_due,
)
from marketplace.web.plumbing.visitor import current_scope

SOON = timedelta(days=7)
MOST_DUE = 50


def index() -> str:
    """What an officer does next for the supported women of the territory."""
    scope, until = current_scope(), today() + SOON
    return render_template(
        "staff/support/follow_up.html",
        page=list_out_of_touch(scope, request.args.get("after")),
        steps=steps_due(scope, until, MOST_DUE),
        conditions=conditions_due(scope, until, MOST_DUE),
        workloads=list_workloads(scope),
        days=OUT_OF_TOUCH,
        years=LOOKED_AFTER // 365,
        today=today(),
    )
