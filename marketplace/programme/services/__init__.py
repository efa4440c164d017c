"""The services of programmes: recording support, targets and baselines, outcome facts, readings."""

from marketplace.programme.services.outcomes import rebuild_facts
from marketplace.programme.services.readings import difference_since_frozen, draw_up_reading, freeze_reading
from marketplace.programme.services.support import (
    KINDS,
    LOOK_UPS_AN_HOUR,
    look_up_by_phone,
    record_support,
    void_support,
)
from marketplace.programme.services.targets import (
    OLDEST_BASELINE,
    BaselineValue,
    drop_baseline,
    set_baseline,
    set_target,
)

__all__ = [
    "KINDS",
    "LOOK_UPS_AN_HOUR",
    "OLDEST_BASELINE",
    "BaselineValue",
    "difference_since_frozen",
    "draw_up_reading",
    "drop_baseline",
    "freeze_reading",
    "look_up_by_phone",
    "rebuild_facts",
    "record_support",
    "set_baseline",
    "set_target",
    "void_support",
]
