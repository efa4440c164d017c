"""What a programme achieved in a unit's subtree: one line an indicator, the figures of its pages."""

from collections.abc import Iterator
from typing import Any

from marketplace.core.words import N_
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import Tally, holders_among, list_indicators, standing_totals, tallies
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import SHARE, Indicator, Place
from marketplace.reporting.report import NUMBER, Column, Report
from marketplace.reporting.shape import Question, ReportWords

WITHOUT_LIST = N_("số tổng, chưa có danh sách")
WITHIN = N_("trong")
TOTAL = ":total"  # behind the code of the indicator
NOTHING = "–"
COLUMNS = ("code", "name_vi", "value", "unit", "definition_version")


class ProgrammeResults:
    """Every indicator of a programme, counted from its records."""

    code = "programme_results"
    words = ReportWords(title=N_("Kết quả của Đề án"))

    def run(self, question: Question) -> Report:
        """A row an indicator, in the order of the programme's table."""
        columns = [Column(name, NUMBER if name in ("value", "definition_version") else "text") for name in COLUMNS]
        return Report(self.words.title, [], columns, list(_rows(question)))


def _rows(question: Question) -> Iterator[list[Any]]:
    programme, place = question.programme, Place(question.unit.path)
    plugs = [INDICATORS.get(row.indicator) for row in list_indicators(programme)]
    counted = tallies(programme, plugs, place, {"": question.days})
    for plug in plugs:
        yield [plug.code, plug.words.name, _value(plug, counted[plug.code][""]), plug.words.unit, plug.version]
        if question.with_totals:
            yield from _totals(question, plug)


def _value(plug: Indicator, tally: Tally) -> Any:
    """The number; «–» of a share of nothing, as the page says."""
    return NOTHING if plug.counting == SHARE and not tally.base else tally.figure(plug)


def _totals(question: Question, plug: Indicator) -> Iterator[list[Any]]:
    """The unit's own totals without a list, of days within those asked for; never part of the figure above."""
    standing = standing_totals(question.programme, question.unit)
    holders = holders_among(standing)
    for total in standing:
        days = parse_period(total.period)
        if total.indicator == plug.code and days.last <= question.days.last:
            within = f"; {WITHIN} {', '.join(holders[total.id])}" if holders[total.id] else ""
            name = f"{plug.words.name} ({WITHOUT_LIST}: {total.period}; {total.source}{within})"
            yield [f"{plug.code}{TOTAL}", name, total.value, plug.words.unit, plug.version]


plug = ProgrammeResults()
