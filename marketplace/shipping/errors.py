"""What shipping refuses."""

from marketplace.core.errors import Conflict, Invalid

BEYOND_COMMUNE, BEYOND_PROVINCE, TOO_SLOW, NOT_SERVED = (
    "beyond_commune",
    "beyond_province",
    "too_slow",
    "not_served",
)
REASONS = (BEYOND_COMMUNE, BEYOND_PROVINCE, TOO_SLOW, NOT_SERVED)


class CannotDeliver(Conflict):
    """Some goods of a shop cannot be sent to a place; `reason` is one of REASONS, `days` what the way takes."""

    shop_id: int
    product_ids: tuple[int, ...]
    reason: str
    days: int | None


class BadRates(Invalid):
    """Rates a shop cannot have; `field` names the zone and column to mend («province.days_max»)."""

    field: str


class BadTracking(Invalid):
    """A tracking number this carrier cannot have given; `field` is always «tracking_number»."""

    field: str
