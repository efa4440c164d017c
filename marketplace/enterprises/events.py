"""Events about enterprises and the pages on which products are shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EnterpriseChanged:
    """An enterprise, its people or the results of its tests changed, or it was voided."""

    enterprise_id: int


@dataclass(frozen=True)
class ProductsShown:
    """Products were recorded as shown online elsewhere, or the record was voided."""

    first_id: int
    last_id: int
