"""A role is named in the roles.py of its room: a word written elsewhere would escape a change of what it may do."""

import ast
import re
from pathlib import Path

import pytest

from config import ROOT
from marketplace.accounts.roles import GIVES, STAFF_ROLES
from marketplace.shops import roles as shop_roles

HOMES = {"marketplace/accounts/roles.py", "marketplace/shops/roles.py"}
SHOP_ROLES = {shop_roles.OWNER, shop_roles.EDITOR, shop_roles.PACKER, shop_roles.ACCOUNTANT}
ROLES = STAFF_ROLES | SHOP_ROLES
FOLDERS = (ROOT / "marketplace", ROOT / "bench")
CODE = [p for folder in FOLDERS for p in sorted(folder.rglob("*.py")) if "migrations" not in p.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))

# The same letters meaning something that is no role.
OTHER_MEANINGS = {
    "marketplace/core/actors.py": {"operator"},  # the kinds of actor
    "marketplace/web/staff/audit_words.py": {"operator"},
    "marketplace/web/staff/home.py": {"owner"},  # the section of the settings about who runs the platform
    "marketplace/web/staff/settings.py": {"owner"},
    "marketplace/web/staff/forms/settings.py": {"owner"},
    "marketplace/checkout/contract.py": {"owner"},
    "marketplace/enterprises/enterprise_kinds.py": {"owner"},  # who holds a share of an enterprise
    "marketplace/browse/listing.py": {"owner"},  # the maker's name
}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _roles_written_in(text: str) -> set[str]:
    return {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant) and node.value in ROLES}


def test_no_role_is_written_as_a_word_outside_its_room() -> None:
    written = {_name(path): _roles_written_in(path.read_text()) for path in CODE if _name(path) not in HOMES}
    assert {name: roles for name, roles in written.items() if roles} == OTHER_MEANINGS


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_template_compares_with_a_role(role: str) -> None:
    quoted = re.compile(rf"""['"]{role}['"]""")
    assert [_name(path) for path in TEMPLATES if quoted.search(path.read_text())] == []


def test_a_planted_role_is_seen() -> None:
    assert _roles_written_in('may = member.role in ("owner", "accountant")') == {"owner", "accountant"}


def test_nobody_gives_a_role_that_is_none() -> None:
    assert set(GIVES) <= STAFF_ROLES and all(given <= STAFF_ROLES for given in GIVES.values())


def test_the_owner_of_a_shop_may_do_everything_in_it() -> None:
    named = {name: may for name, may in vars(shop_roles).items() if name.endswith("_ROLES")}
    assert {name for name, may in named.items() if shop_roles.OWNER not in may} == set()
    assert set().union(*named.values()) == SHOP_ROLES
