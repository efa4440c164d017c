"""Who may: the kinds of visitor a route can be declared for."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Who:
    """A declared right; `needs_fresh` asks for proof of identity within the last fifteen minutes (A6)."""

    name: str
    needs_sign_in: bool = True
    shop_roles: frozenset[str] = frozenset()
    staff_roles: frozenset[str] = frozenset()
    needs_fresh: bool = False

    def fresh(self) -> "Who":
        """The same right, for acts on money, roles and sealed facts."""
        return replace(self, needs_fresh=True)

    @property
    def is_staff(self) -> bool:
        """Whether a second factor and staff sessions are demanded."""
        return bool(self.staff_roles)


OWNER, EDITOR, PACKER, ACCOUNTANT = "owner", "editor", "packer", "accountant"
COMMUNE_OFFICER, PROVINCE_OFFICER, OPERATOR_ROLE = "commune_officer", "province_officer", "operator"

ANYONE = Who("anyone", needs_sign_in=False)
SIGNED_IN = Who("signed in")
SHOP_EDITORS = Who("shop editors", shop_roles=frozenset({OWNER, EDITOR}))
SHOP_PACKERS = Who("shop packers", shop_roles=frozenset({OWNER, EDITOR, PACKER}))
SHOP_MONEY = Who("shop money", shop_roles=frozenset({OWNER, ACCOUNTANT}))
SHOP_OWNER = Who("shop owner", shop_roles=frozenset({OWNER}))
STAFF = Who("staff", staff_roles=frozenset({COMMUNE_OFFICER, PROVINCE_OFFICER, OPERATOR_ROLE}))
OFFICERS = Who("officers", staff_roles=frozenset({COMMUNE_OFFICER, PROVINCE_OFFICER}))
PROVINCE = Who("province officers", staff_roles=frozenset({PROVINCE_OFFICER}))
PROVINCE_OR_OPERATOR = Who("province officers and operators", staff_roles=frozenset({PROVINCE_OFFICER, OPERATOR_ROLE}))
OPERATOR = Who("operators", staff_roles=frozenset({OPERATOR_ROLE}))
