"""Her age, by the years between her birth and the day of the thing."""

from typing import Any

from sqlalchemy import case, extract

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import OfHer
from marketplace.programme.shape import DimensionWords

BANDS = {"-29": 30, "30-39": 40, "40-49": 50, "50-59": 60}  # code → the age at which the next one begins


class AgeBand(OfHer):
    """Only the year of her birth is known of many, so that her age is the one she reaches in that year."""

    code, position = "age_band", 0
    words = DimensionWords(name=N_("Nhóm tuổi"))
    parts = {
        "-29": N_("dưới 30 tuổi"),
        "30-39": N_("30–39 tuổi"),
        "40-49": N_("40–49 tuổi"),
        "50-59": N_("50–59 tuổi"),
        "60-": N_("từ 60 tuổi"),
    }

    def part(self, things: Any) -> Any:
        """The band of her age; unknown without a year of birth."""
        age = extract("year", things.c.happened_on) - self.woman.birth_year
        younger = [(age < end, code) for code, end in BANDS.items()]
        return case((self.woman.birth_year.is_(None), None), *younger, else_="60-")


plug = AgeBand()
