"""Who may: the kinds of visitor a route can be declared for."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class AccessRule:
    """A declared right; `needs_fresh` asks for proof of identity within the last fifteen minutes (A6)."""

    name: str
    needs_sign_in: bool = True
    shop_roles: frozenset[str] = frozenset()
    staff_roles: frozenset[str] = frozenset()
    needs_fresh: bool = False

    def fresh(self) -> "AccessRule":
        """The same right, for acts on money, roles and sealed facts."""
        return replace(self, needs_fresh=True)

    @property
    def is_staff(self) -> bool:
        """Whether a second factor and staff sessions are demanded."""
        return bool(self.staff_roles)


OWNER, EDITOR, PACKER, ACCOUNTANT = "owner", "editor", "packer", "accountant"
COMMUNE_OFFICER, PROVINCE_OFFICER, OPERATOR_ROLE = "commune_officer", "province_officer", "operator"

ANYONE = AccessRule("anyone", needs_sign_in=False)
SIGNED_IN = AccessRule("signed in")
SHOP_EDITORS = AccessRule("shop editors", shop_roles=frozenset({OWNER, EDITOR}))
SHOP_PACKERS = AccessRule("shop packers", shop_roles=frozenset({OWNER, EDITOR, PACKER}))
SHOP_MONEY = AccessRule("shop money", shop_roles=frozenset({OWNER, ACCOUNTANT}))
SHOP_OWNER = AccessRule("shop owner", shop_roles=frozenset({OWNER}))
STAFF = AccessRule("staff", staff_roles=frozenset({COMMUNE_OFFICER, PROVINCE_OFFICER, OPERATOR_ROLE}))
OFFICERS = AccessRule("officers", staff_roles=frozenset({COMMUNE_OFFICER, PROVINCE_OFFICER}))
PROVINCE = AccessRule("province officers", staff_roles=frozenset({PROVINCE_OFFICER}))
PROVINCE_OR_OPERATOR = AccessRule(
    "province officers and operators", staff_roles=frozenset({PROVINCE_OFFICER, OPERATOR_ROLE})
)
OPERATOR = AccessRule("operators", staff_roles=frozenset({OPERATOR_ROLE}))
