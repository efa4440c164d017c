"""Every deed the code writes into the trail, about every kind of thing, has words on screen."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from config import ROOT
from marketplace.core.actors import OFFICER, OPERATOR
from marketplace.core.states import StateMachine
from marketplace.web.staff.audit_details import TOLD_BY_THE_DEED, detail_names
from marketplace.web.staff.audit_words import action_words, actor_words, subject_words

MOVES = (
    ROOT / "marketplace/audit/subscribers.py"
)  # writes «kind.state» of every move; its words are asked of the machines
FACTS = {"details", "seen", "before", "after"}  # names under which facts are put together
Deed = tuple[str, str, str]  # deed, thing, where it is written


def _modules() -> list[tuple[Path, ast.Module]]:
    """Every module that writes to the trail, but the one that writes moves."""
    paths = [path for path in (ROOT / "marketplace").rglob("*.py") if path != MOVES]
    trees = [(path, ast.parse(path.read_text())) for path in paths]
    return [(path, tree) for path, tree in trees if _local_name(tree)]


def _local_name(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "marketplace.audit.services":
            for name in node.names:
                if name.name == "record":
                    return name.asname or name.name
    return ""


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _texts(node: ast.expr, values: dict[str, list[str]]) -> list[str]:
    """What an expression may say, where the names in it may say `values`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.IfExp):
        return _texts(node.body, values) + _texts(node.orelse, values)
    if isinstance(node, ast.FormattedValue):
        return _texts(node.value, values)
    if isinstance(node, ast.JoinedStr):
        said = [""]
        for part in node.values:
            said = [head + tail for head in said for tail in _texts(part, values)]
        return said
    raise AssertionError(f"line {node.lineno}: the deed cannot be read from the code")


def _said_by_callers(tree: ast.Module, function: ast.FunctionDef) -> dict[str, list[str]]:
    """For each parameter of a function that writes: the texts its callers pass."""
    said: dict[str, list[str]] = {}
    for call in _calls(tree, function.name):
        for parameter, given in zip(function.args.args, call.args, strict=False):
            try:
                said.setdefault(parameter.arg, []).extend(_texts(given, {}))
            except AssertionError:
                continue
    return said


def _constants(path: Path) -> dict[str, list[str]]:
    """The texts that a module knows by a name of its own or imports."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return {key: [value] for key, value in vars(importlib.import_module(name)).items() if isinstance(value, str)}


def _deeds(path: Path, tree: ast.Module) -> Iterator[Deed]:
    name = _local_name(tree)
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in _calls(function, name):
            values = {**_constants(path), **_said_by_callers(tree, function)}
            for deed in _texts(call.args[0], values):
                for thing in _texts(call.args[1], values):
                    yield deed, thing, path.name


def _fact_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        for facts in _facts_in(node):
            yield from _keys(facts)


def _facts_in(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.keyword):
        return [node.value] if node.arg == "details" else []
    if isinstance(node, ast.Assign):
        return [node.value] if any(isinstance(t, ast.Name) and t.id in FACTS for t in node.targets) else []
    return node.args[3:] if isinstance(node, ast.Call) else []


def _keys(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            yield from (key.value for key in part.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def _machines() -> list[StateMachine]:
    found = []
    for path in (ROOT / "marketplace").glob("*/states.py"):
        states = importlib.import_module(f"marketplace.{path.parent.name}.states")
        found += [value for value in vars(states).values() if isinstance(value, StateMachine)]
    return list({machine.kind: machine for machine in found}.values())


def test_every_deed_and_thing_in_the_code_has_words(app: Flask) -> None:
    with app.test_request_context():
        known, things = action_words(), subject_words()
    written = [deed for path, tree in _modules() for deed in _deeds(path, tree)]
    assert {"support.recorded", "bank_notice.returned", "shop.photo_changed"} <= {deed for deed, _, _ in written}
    assert [deed for deed in written if deed[0] not in known or deed[1] not in things] == []


def test_every_move_that_staff_may_make_has_words(app: Flask) -> None:
    with app.test_request_context():
        known, things, doers = action_words(), subject_words(), actor_words()
    staff = {OFFICER, OPERATOR}
    moves = {(m.kind, to) for m in _machines() for (_, to), may in m.moves.items() if may & staff}
    assert len(moves) > 15
    assert {f"{kind}.{to}" for kind, to in moves} - known.keys() == set()
    assert {kind for kind, _ in moves} - things.keys() == set()
    assert {doer for m in _machines() for may in m.moves.values() for doer in may} - doers.keys() == set()


def test_every_fact_in_the_code_has_a_name(app: Flask) -> None:
    with app.test_request_context():
        names = detail_names()
    facts = {name for _, tree in _modules() for name in _fact_names(tree)}
    assert {"requirement", "unit_id", "indicator"} <= facts
    assert facts - names.keys() - set(TOLD_BY_THE_DEED) == set()
