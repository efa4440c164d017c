"""Refusals about rates and tracking numbers."""

from marketplace.core.errors import Invalid

BEYOND_COMMUNE, BEYOND_PROVINCE, TOO_SLOW, NOT_SERVED = (
    "beyond_commune",
    "beyond_province",
    "too_slow",
    "not_served",
)
REASONS = (BEYOND_COMMUNE, BEYOND_PROVINCE, TOO_SLOW, NOT_SERVED)


class BadRates(Invalid):
    """Invalid rates; `field` names the zone and column to correct («province.days_max»)."""

    field: str


class BadTracking(Invalid):
    """Not a tracking number of this carrier; `field` is always «tracking_number»."""

    field: str
