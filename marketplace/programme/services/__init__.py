"""The services of programmes: recording support, targets and baselines, outcome facts, readings."""

from marketplace.programme.services.counting import count_for
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
from marketplace.programme.services.traits import OPENED_FOR, keep_trait_of, open_trait_of, take_consent_back
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
    "OPENED_FOR",
    "BaselineValue",
    "FigureChange",
    "Giving",
    "came_after",
    "count_for",
    "difference_since_frozen",
    "differing_fields",
    "draw_up_reading",
    "drop_baseline",
    "enter_woman",
    "figures_if_merged",
    "freeze_reading",
    "get_shown_woman",
    "keep_trait_of",
    "look_up_by_phone",
    "merge_people",
    "obstacle_to_undoing",
    "obstacles",
    "open_trait_of",
    "rebuild_facts",
    "record_support",
    "set_baseline",
    "set_target",
    "take_consent_back",
    "tell_apart",
    "unmerge_people",
    "void_support",
    "withdraw_judgement",
]
