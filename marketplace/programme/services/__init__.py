"""The services of programmes: recording support, targets and baselines, outcome facts, readings."""

from marketplace.programme.services.outcomes import rebuild_facts
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
from marketplace.programme.services.women import (
    LOOK_UPS_AN_HOUR,
    enter_woman,
    get_shown_woman,
    look_up_by_phone,
)

__all__ = [
    "KINDS",
    "LOOK_UPS_AN_HOUR",
    "MOST_TARGET",
    "OLDEST_BASELINE",
    "BaselineValue",
    "Giving",
    "difference_since_frozen",
    "draw_up_reading",
    "drop_baseline",
    "enter_woman",
    "freeze_reading",
    "get_shown_woman",
    "look_up_by_phone",
    "rebuild_facts",
    "record_support",
    "set_baseline",
    "set_target",
    "void_support",
]
