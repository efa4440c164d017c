"""The services of programmes: recording support, targets and baselines, outcome facts, readings."""

from marketplace.programme.services.counting import count_for
from marketplace.programme.services.groups import CLUSTER, DISTRICT, MOST_NAME, SCHEMES, possible_districts, say_group
from marketplace.programme.services.judging import tell_apart, withdraw_judgement
from marketplace.programme.services.merging import (
    FigureChange,
    came_after,
    differing_fields,
    figures_if_merged,
    merge_people,
    obstacle_to_undoing,
    obstacles,
    unmerge_people,
)
from marketplace.programme.services.outcomes import rebuild_facts
from marketplace.programme.services.published import Printed, enter_published, explain_gap, void_published
from marketplace.programme.services.readings import difference_since_frozen, draw_up_reading, freeze_reading
from marketplace.programme.services.support import (
    KINDS,
    record_support,
    void_support,
)
from marketplace.programme.services.targets import (
    MOST_TARGET,
    OLDEST_BASELINE,
    BaselineValue,
    Giving,
    drop_baseline,
    set_baseline,
    set_target,
)
from marketplace.programme.services.totals import (
    ENDINGS,
    LISTED,
    WITHDRAWN,
    Statement,
    correct_total,
    end_total,
    state_total,
)
from marketplace.programme.services.women import (
    LOOK_UPS_AN_HOUR,
    enter_woman,
    get_shown_woman,
    look_up_by_phone,
)

__all__ = [
    "CLUSTER",
    "DISTRICT",
    "ENDINGS",
    "KINDS",
    "LISTED",
    "LOOK_UPS_AN_HOUR",
    "MOST_NAME",
    "MOST_TARGET",
    "OLDEST_BASELINE",
    "SCHEMES",
    "WITHDRAWN",
    "BaselineValue",
    "FigureChange",
    "Giving",
    "Printed",
    "Statement",
    "came_after",
    "correct_total",
    "count_for",
    "difference_since_frozen",
    "differing_fields",
    "draw_up_reading",
    "drop_baseline",
    "end_total",
    "enter_published",
    "enter_woman",
    "explain_gap",
    "figures_if_merged",
    "freeze_reading",
    "get_shown_woman",
    "look_up_by_phone",
    "merge_people",
    "obstacle_to_undoing",
    "obstacles",
    "possible_districts",
    "rebuild_facts",
    "record_support",
    "say_group",
    "set_baseline",
    "set_target",
    "state_total",
    "tell_apart",
    "unmerge_people",
    "void_published",
    "void_support",
    "withdraw_judgement",
]
