"""How far a parcel goes: within the commune, within the province, or across the country."""

from marketplace.places.models import Area

COMMUNE, PROVINCE, NATIONWIDE = "commune", "province", "nationwide"
ZONES = (COMMUNE, PROVINCE, NATIONWIDE)  # from near to far; also the words of a product's delivery scope


def zone_between(sender: Area, receiver: Area) -> str:
    """The zone of a parcel from one commune to another."""
    if sender.code == receiver.code:
        return COMMUNE
    same_province = sender.parent_code is not None and sender.parent_code == receiver.parent_code
    return PROVINCE if same_province else NATIONWIDE


def is_within(zone: str, scope: str) -> bool:
    """Whether a zone lies within how far goods may be sent."""
    return ZONES.index(zone) <= ZONES.index(scope)
