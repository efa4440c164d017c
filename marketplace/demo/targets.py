"""The demo's targets and baselines, set by the province and marked as samples."""

from collections.abc import Iterator
from random import Random

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.clock import today
from marketplace.demo.stage import Stage
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period, year_of
from marketplace.programme.queries import get_programme, list_indicators, value_of, values_by_child
from marketplace.programme.registries import INDICATORS, standard_positions
from marketplace.programme.services import BaselineValue, Giving, set_baseline, set_target
from marketplace.programme.shape import SHARE, Number, Place
from marketplace.story.source import list_shops

SAMPLE = "Số liệu mẫu"
SAMPLE_GIVER = "Hội LHPN Việt Nam (mẫu)"  # gives the province its targets
PROGRAMMES = ("2415", "01")
BEFORE = {"2415": "939"}  # whose last year is where a programme starts; nothing where there was none


def set_targets(stage: Stage) -> None:
    """Set this year's targets and baselines of the standard indicators, of the province and the stalls' communes."""
    for code in PROGRAMMES:
        programme = get_programme(code)
        before = get_programme(BEFORE[code]) if code in BEFORE else None
        for indicator in (row.indicator for row in list_indicators(programme) if row.indicator in standard_positions()):
            reached = _reached(stage, indicator, programme, year_of(stage.today))
            stood = _reached(stage, indicator, before, year_of(before.ends_on)) if before else {}
            for unit in _units(stage):
                _set_target(stage, programme, indicator, unit, reached.get(unit.id, 0))
                _set_baseline(stage, programme, indicator, unit, stood.get(unit.id, 0))


def _units(stage: Stage) -> Iterator[Unit]:
    yield stage.home
    for shop in list_shops():
        yield stage.units[shop.area_code]


def _reached(stage: Stage, indicator: str, programme: Programme, year: Period) -> dict[int, Number]:
    """What the province and each unit below it reached, by unit."""
    plug, home = INDICATORS.get(indicator), stage.home
    return {**values_by_child(plug, programme, home, year), home.id: value_of(plug, programme, Place(home.path), year)}


def _set_target(stage: Stage, programme: Programme, indicator: str, unit: Unit, reached: Number) -> None:
    aim, by, scope = _aim(indicator, int(reached), stage), stage.officer_of(""), Scope((stage.home.path,))
    giving = Giving(SAMPLE, today(), SAMPLE_GIVER)
    target = set_target(programme, indicator, unit, stage.today.year, aim, giving=giving, actor=by, scope=scope)
    target.is_sample = True


def _set_baseline(stage: Stage, programme: Programme, indicator: str, unit: Unit, stood: Number) -> None:
    figure = BaselineValue(int(stood), programme.begins_on.year - 1, SAMPLE)
    by, scope = stage.officer_of(""), Scope((stage.home.path,))
    set_baseline(programme, indicator, unit, figure, actor=by, scope=scope).is_sample = True


def _aim(indicator: str, reached: int, stage: Stage) -> int:
    """A target somewhat above or below what was reached, as round as people set it; of a share four in five.

    Indicators that only some programmes ask for draw by themselves, so that the rest of the demo stays as it is.
    """
    plug = INDICATORS.get(indicator)
    if plug.counting == SHARE:
        return 80
    random = stage.random if plug.standard_position is not None else Random(f"{indicator} {reached}")
    wished = int(max(reached, 1) * random.uniform(0.85, 1.35))
    step = int("1" + "0" * max(len(str(wished)) - 2, 0))
    return max(wished // step * step, 1)
