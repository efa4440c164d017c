"""Access rules: the kinds of visitor a route can be declared for."""

from dataclasses import dataclass, replace

from marketplace.accounts.roles import OFFICES, PLATFORM_ROLES, PROVINCE_WIDE_ROLES, STAFF_ROLES
from marketplace.shops.roles import EDITING_ROLES, MONEY_ROLES, OWNER_ROLES, PACKING_ROLES


@dataclass(frozen=True)
class AccessRule:
    """An access rule; `needs_fresh` requires proof of identity within the last fifteen minutes (A6)."""

    name: str
    needs_sign_in: bool = True
    shop_roles: frozenset[str] = frozenset()
    staff_roles: frozenset[str] = frozenset()
    needs_fresh: bool = False

    def fresh(self) -> "AccessRule":
        """The same rule with `needs_fresh`, for acts on money, roles and sealed facts."""
        return replace(self, needs_fresh=True)

    @property
    def is_staff(self) -> bool:
        """Whether it requires a second factor and a staff session."""
        return bool(self.staff_roles)


ANYONE = AccessRule("anyone", needs_sign_in=False)
SIGNED_IN = AccessRule("signed in")
SHOP_EDITORS = AccessRule("shop editors", shop_roles=EDITING_ROLES)
SHOP_PACKERS = AccessRule("shop packers", shop_roles=PACKING_ROLES)
SHOP_MONEY = AccessRule("shop money", shop_roles=MONEY_ROLES)
SHOP_OWNER = AccessRule("shop owner", shop_roles=OWNER_ROLES)
STAFF = AccessRule("staff", staff_roles=STAFF_ROLES)
OFFICERS = AccessRule("officers", staff_roles=OFFICES)
PROVINCE_OR_OPERATOR = AccessRule("province officers and operators", staff_roles=PROVINCE_WIDE_ROLES)
OPERATOR = AccessRule("operators", staff_roles=PLATFORM_ROLES)
