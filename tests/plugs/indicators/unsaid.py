"""An indicator whose author forgot the unit."""

from marketplace.programme.shape import IndicatorWords
from tests.plugs.indicators.toy_acts import ActsOfSupport


class Unsaid(ActsOfSupport):
    """Counts, but does not say what."""

    code = "unsaid"
    words = IndicatorWords(name="Không rõ", unit="", definition="Không rõ.")


plug = Unsaid()
