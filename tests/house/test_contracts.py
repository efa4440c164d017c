"""The import contracts of pyproject.toml: each refuses a wrong turn planted on purpose, and they leave no room out."""

from copy import deepcopy
from typing import Any

import grimp
import pytest
from importlinter import Contract, ContractCheck
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

from config import ROOT

READ = read_configuration(str(ROOT / "pyproject.toml"))
SESSION: dict[str, Any] = READ["session_options"]
CONTRACTS: dict[str, dict[str, Any]] = {contract["name"]: contract for contract in READ["contracts_options"]}
TYPES: tuple[type[Contract], ...] = (
    AcyclicSiblingsContract,
    ForbiddenContract,
    IndependenceContract,
    LayersContract,
    ProtectedContract,
)
TYPE_OF = {kind.type_name: kind for kind in TYPES}

STACK = "The house is a stack: a room imports only rooms below it"
WEB = "The web: audiences that do not know each other, on parts of pages, words and plumbing"
ROOM = "Inside a room: every file is of a known kind, and imports only kinds below its own"
PLUGS = "Plugs do not know each other"
NO_WEB = "Domains do not know the web"
ONE_FILE = "The card provider is spoken to in one file"
SQL = "SQL stands in core, models, queries, scope, indicators, reference and promises"
TRANSACTION = "A transaction begins only in an entrance, a job, an exchange or the outbox"
RING = "No folder imports in a ring"
WRONG_TURNS = [  # the contract that must break, who imports, what; nothing imported: a file of no known kind
    (STACK, "cart.services", "marketplace.orders.states"),
    (STACK, "stray_room", None),
    (WEB, "web.api.areas", "marketplace.web.webhooks.bank_feed"),
    (WEB, "web.staff.units", "marketplace.web.seller.stock"),
    (WEB, "web.stray", None),
    (ROOM, "ledger.errors", "marketplace.ledger.accounts"),
    (ROOM, "shops.stray", None),
    (PLUGS, "payments.methods.cod", "marketplace.payments.methods.vietqr"),
    (PLUGS, "shipping.carriers.own_delivery", "marketplace.shipping.carriers.post_office"),
    (PLUGS, "sellers.requirements.goods", "marketplace.sellers.requirements.address"),
    (PLUGS, "programme.indicators.shops_opened", "marketplace.programme.indicators.revenue"),
    (PLUGS, "notifications.messages.order_lost", "marketplace.notifications.messages.new_order"),
    (PLUGS, "notifications.channels.email", "marketplace.notifications.channels.gateway"),
    (PLUGS, "imports.kinds.members", "marketplace.imports.kinds.support"),
    (NO_WEB, "shops.services", "flask"),
    (NO_WEB, "notifications.rendering", "jinja2"),
    (ONE_FILE, "payments.services.opening", "stripe"),
    (SQL, "shops.services", "sqlalchemy"),
    (SQL, "web.seller.today", "sqlalchemy"),
    (TRANSACTION, "shops.services", "marketplace.core.transactions"),
    (TRANSACTION, "payments.subscribers", "marketplace.core.transactions"),
    (RING, "core.clock", "marketplace.core.jobs"),
    (RING, "web.plumbing.answers", "marketplace.web.plumbing.errors"),
]
ENTRANCES = {
    "cli",
    "app",
    "web",
    "demo",
    "bulk_demo",
    "story",
    "core",
}  # rooms of their own make, and what all stand on
PLUG_FOLDERS = {
    "methods",
    "providers",
    "carriers",
    "requirements",
    "indicators",
    "dimensions",
    "messages",
    "channels",
    "reports",
    "kinds",
    "readers",
}
ABOVE = {"jobs", "subscribers", "promises", "exchanges", "services", "reference", "policies", "queries", "registries"}
BELOW = {"shape", "provider", "carrier", "scope", "models", "events", "states", "errors", "roles"}
KINDS = PLUG_FOLDERS | ABOVE | BELOW  # such a file may stand in any room; every other name belongs to one room


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom, as the linter reads it."""
    return grimp.build_graph(
        "marketplace", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )


def broken(graph: grimp.ImportGraph) -> list[tuple[Contract, ContractCheck]]:
    """The contracts that a graph breaks, each with what it found."""
    checked = [(contract, contract.check(deepcopy(graph), verbose=False)) for contract in map(_made, CONTRACTS)]
    return [(contract, check) for contract, check in checked if not check.kept]


def _made(name: str) -> Contract:
    return TYPE_OF[CONTRACTS[name]["type"]](name, SESSION, CONTRACTS[name])


def test_today_none_is_broken(graph: grimp.ImportGraph) -> None:
    assert broken(graph) == []


@pytest.mark.parametrize(("contract", "importer", "imported"), WRONG_TURNS)
def test_a_wrong_turn_is_refused_by_its_contract(
    contract: str, importer: str, imported: str | None, graph: grimp.ImportGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    planted, importer = deepcopy(graph), f"marketplace.{importer}"
    if imported is None:
        planted.add_module(importer)
    else:
        assert importer in graph.modules and imported in graph.modules
        planted.add_import(importer=importer, imported=imported, line_number=1, line_contents=f"import {imported}")
    found = broken(planted)
    assert [one.name for one, _ in found] == [contract]
    for one, check in found:
        one.render_broken_contract(check)
    assert f".{importer.rpartition('.')[2]}" in capsys.readouterr().out


def test_every_contract_has_its_wrong_turn() -> None:
    assert {contract for contract, *_ in WRONG_TURNS} == set(CONTRACTS)


def test_every_room_is_held_to_the_order_inside() -> None:
    rooms = {f"marketplace.{name}" for name in _names(STACK)} - {f"marketplace.{name}" for name in ENTRANCES}
    assert set(CONTRACTS[ROOM]["containers"]) == rooms


def test_every_folder_of_plugs_is_held_apart(graph: grimp.ImportGraph) -> None:
    rooms = CONTRACTS[ROOM]["containers"]
    found = {f"{room}.{folder}.*" for room in rooms for folder in PLUG_FOLDERS if f"{room}.{folder}" in graph.modules}
    assert found == set(CONTRACTS[PLUGS]["modules"])


def test_a_file_of_no_kind_belongs_to_one_room(graph: grimp.ImportGraph) -> None:
    children = [module for room in CONTRACTS[ROOM]["containers"] for module in graph.find_children(room)]
    standing = [module.rpartition(".")[2] for module in children]
    assert {name: standing.count(name) for name in _names(ROOM) - KINDS if standing.count(name) != 1} == {}


def _names(contract: str) -> set[str]:
    """The names in the layers of a contract."""
    lines = " ".join(CONTRACTS[contract]["layers"])
    return {word.strip("()") for word in lines.split() if word not in ("|", ":")}
