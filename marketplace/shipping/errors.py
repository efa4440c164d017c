"""What shipping refuses."""

from marketplace.core.errors import Invalid

BEYOND_COMMUNE, BEYOND_PROVINCE, TOO_SLOW, NOT_SERVED = (
    "beyond_commune",
    "beyond_province",
    "too_slow",
    "not_served",
)
REASONS = (BEYOND_COMMUNE, BEYOND_PROVINCE, TOO_SLOW, NOT_SERVED)


class BadRates(Invalid):
    """Rates a shop cannot have; `field` names the zone and column to mend («province.days_max»)."""

    field: str


class BadTracking(Invalid):
    """A tracking number this carrier cannot have given; `field` is always «tracking_number»."""

    field: str
