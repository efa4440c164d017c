"""Shipping zones: within the commune, within the province, or the whole country."""

from typing import Protocol

COMMUNE, PROVINCE, NATIONWIDE = "commune", "province", "nationwide"
ZONES = (COMMUNE, PROVINCE, NATIONWIDE)  # from near to far; also the words of a product's delivery scope


class HasPlace(Protocol):
    """A commune, by its code and its province's."""

    @property
    def code(self) -> str:
        """The commune's code."""
        ...

    @property
    def parent_code(self) -> str | None:
        """Its province's code."""
        ...


def zone_between(sender: HasPlace, receiver: HasPlace) -> str:
    """The zone of a parcel from one commune to another."""
    if sender.code == receiver.code:
        return COMMUNE
    same_province = sender.parent_code is not None and sender.parent_code == receiver.parent_code
    return PROVINCE if same_province else NATIONWIDE


def is_within(zone: str, scope: str) -> bool:
    """Whether a zone lies within how far goods may be sent."""
    return ZONES.index(zone) <= ZONES.index(scope)
