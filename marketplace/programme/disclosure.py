"""Which figures the public may not read, so that no woman's own figure can be told from them."""

from collections.abc import Mapping

from marketplace.programme.queries.figures import Tally
from marketplace.programme.registries import INDICATORS


def too_few(tallies: Mapping[str, Tally], least: int) -> set[str]:
    """The indicators behind which stand some women, but fewer than `least`, however many records they have."""
    return {code for code, tally in tallies.items() if 0 < tally.women < least}


def withheld_with(hidden: set[str], tallies: Mapping[str, Tally]) -> set[str]:
    """The other indicators of the same programme that rest on the records of a hidden one, and would tell it."""
    told_by = {INDICATORS.get(code).record_kind for code in hidden}
    return {code for code in tallies if code not in hidden and INDICATORS.get(code).record_kind in told_by}
