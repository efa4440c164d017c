"""A set of states has one name, in the states.py of its room: whoever else writes it out will miss its next change."""

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from config import ROOT
from marketplace.core.states import StateMachine

CODE = ROOT / "marketplace"
FILES = [path for path in sorted(CODE.rglob("*.py")) if path.parent.name != "versions" and "demo" not in path.parts]
ROOMS: dict[str, ModuleType] = {
    f"marketplace.{path.parent.name}.states": importlib.import_module(f"marketplace.{path.parent.name}.states")
    for path in sorted(CODE.glob("*/states.py"))
    if path.parent.name != "core"
}
SQL_IN = ("in_", "not_in")
States = tuple[str, frozenset[str]]  # the room, and which of its states


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _sets_in(tree: ast.Module) -> Iterator[States]:
    """The tuples, sets and lists of a file that are written out of the states of one room."""
    known, modules = _imported(tree)
    listings = [node for node in ast.walk(tree) if isinstance(node, ast.Tuple | ast.Set | ast.List)]
    moves = {id(element) for node in listings for element in node.elts}  # pairs inside a list: from where, to where
    for node in listings:
        if id(node) in moves:
            continue
        states = [_state(element, known, modules) for element in node.elts]
        if len(states) > 1 and all(states) and len({room for room, _value in filter(None, states)}) == 1:
            yield states[0][0], frozenset(value for _room, value in filter(None, states))  # type: ignore[index]


def _asked_in(tree: ast.Module) -> Iterator[str]:
    """The sets written out where it is asked whether something is in them, with a state of a room among them."""
    known, modules = _imported(tree)
    written = [asked for asked in _asked(tree) if isinstance(asked, ast.Tuple | ast.Set | ast.List)]
    for asked in written:
        if len(asked.elts) > 1 and any(_state(element, known, modules) for element in asked.elts):
            yield ast.unparse(asked)


def _asked(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from node.comparators
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("in_", "not_in")
        ):
            yield from node.args


def _imported(tree: ast.Module) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            called, whole = alias.asname or alias.name, f"{node.module}.{alias.name}"
            if whole in ROOMS:
                modules[called] = whole
            elif node.module in ROOMS and isinstance(value := getattr(ROOMS[node.module], alias.name), str):
                known[called] = (node.module, value)
    return known, modules


def _state(node: ast.expr, known: dict[str, tuple[str, str]], modules: dict[str, str]) -> tuple[str, str] | None:
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
        room = modules[node.value.id]
        value = getattr(ROOMS[room], node.attr, None)
        return (room, value) if isinstance(value, str) else None
    return None


def _named() -> dict[States, str]:
    return {
        (room, frozenset(value)): name
        for room, module in ROOMS.items()
        for name, value in vars(module).items()
        if isinstance(value, tuple) and all(isinstance(state, str) for state in value)
    }


def _written() -> list[tuple[States, str]]:
    return [(states, _name(path)) for path in FILES for states in _sets_in(ast.parse(path.read_text()))]


def test_no_set_of_states_is_written_in_two_places() -> None:
    count = Counter(states for states, _file in _written())
    assert sorted(file for states, file in _written() if count[states] > 1) == []


def test_no_set_is_written_out_that_has_a_name() -> None:
    named = _named()
    assert [(file, named[states]) for states, file in _written() if states in named] == []


def test_whoever_asks_for_one_of_several_states_asks_by_a_name() -> None:
    found = [(_name(path), asked) for path in FILES for asked in _asked_in(ast.parse(path.read_text()))]
    assert found == []


def test_work_is_undone_by_one_name() -> None:
    asked = [ast.unparse(each) for each in _asked(ast.parse((CODE / "core/outbox.py").read_text()))]
    assert [each for each in asked if each.startswith("(")] == []


def test_no_template_asks_for_one_state_or_another() -> None:
    either = re.compile(r"""[\w.]*status == ["'][a-z_]+["'] or \(?[\w.]*status == """)
    templates = sorted((ROOT / "templates").rglob("*.*"))
    assert [_name(path) for path in templates if either.search(path.read_text())] == []


def test_no_template_writes_a_set_of_states() -> None:
    every: set[str] = set()
    for module in ROOMS.values():
        for machine in vars(module).values():
            if isinstance(machine, StateMachine):
                every |= {state for state in machine.states() if state}
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for listed in re.findall(r"""in [(\[]((?:\s*["'][a-z_]+["'],?){2,}\s*)[)\]]""", path.read_text()):
            if set(re.findall("[a-z_]+", listed)) <= every:
                found.append((_name(path), listed))
    assert found == []


def test_a_planted_set_is_seen() -> None:
    asked = "from marketplace.payments.states import SENT\nx = row.status.in_((o.DONE, SENT)) and y not in [SENT, 1]"
    assert list(_asked_in(ast.parse(asked))) == ["(o.DONE, SENT)", "[SENT, 1]"]
    planted = "from marketplace.orders.states import CANCELLED, DECLINED\nx = part.status in (CANCELLED, DECLINED)"
    assert list(_sets_in(ast.parse(planted))) == [("marketplace.orders.states", frozenset({"cancelled", "declined"}))]
    by_module = "from marketplace.orders import states as s\nx = part.status in {s.NEW, s.ACCEPTED}"
    assert list(_sets_in(ast.parse(by_module))) == [("marketplace.orders.states", frozenset({"new", "accepted"}))]
