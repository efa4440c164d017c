"""Statistical disclosure control: which public figures are withheld, so that no single woman's can be derived."""

from collections.abc import Mapping

from marketplace.programme.queries.figures import Tally
from marketplace.programme.registries import INDICATORS


def too_few(tallies: Mapping[str, Tally], least: int) -> set[str]:
    """The codes of indicators that rest on at least one woman but fewer than `least`, whatever their records."""
    return {code for code, tally in tallies.items() if 0 < tally.women < least}


def withheld_with(hidden: set[str], tallies: Mapping[str, Tally]) -> set[str]:
    """The other indicators of the programme that rest on the records of a hidden one and would disclose it."""
    told_by = {INDICATORS.get(code).record_kind for code in hidden}
    return {code for code in tallies if code not in hidden and INDICATORS.get(code).record_kind in told_by}
