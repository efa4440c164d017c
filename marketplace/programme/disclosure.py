"""Statistical disclosure control: which public figures are withheld, so that no single woman's can be derived."""

from collections.abc import Mapping

from marketplace.programme.queries.figures import Tally
from marketplace.programme.registries import INDICATORS


def too_few(tallies: Mapping[str, Tally], least: int) -> set[str]:
    """The codes of indicators that rest on at least one woman but fewer than `least`, whatever their records.

    A share of women tells those who do not fulfil it as well.
    """
    return {code for code, tally in tallies.items() if any(0 < women < least for women in _told(tally))}


def _told(tally: Tally) -> tuple[int, ...]:
    """How many women each part that a figure tells of rests on."""
    return (tally.women, tally.base - tally.records) if tally.women and tally.base else (tally.women,)


def withheld_with(hidden: set[str], tallies: Mapping[str, Tally]) -> set[str]:
    """The other indicators of the programme that rest on the records of a hidden one and would disclose it."""
    told_by = {INDICATORS.get(code).record_kind for code in hidden}
    return {code for code in tallies if code not in hidden and INDICATORS.get(code).record_kind in told_by}
