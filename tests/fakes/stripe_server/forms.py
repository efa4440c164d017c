"""Reads Stripe's bracketed form fields (`line_items[0][quantity]=2`) against a schema, refusing what it lacks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.fakes.stripe_server.refusals import ApiRefused, not_an_integer, unknown_parameter

# A kind is a schema, a list of one schema, or one of: text, number, texts (a list), metadata (a flat map), range.
Kind = str | Mapping[str, Any] | Sequence[Mapping[str, Any]]
Schema = Mapping[str, Any]

MOST_METADATA_KEYS, LONGEST_METADATA_KEY, LONGEST_METADATA_VALUE = 50, 40, 500


def nest(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The fields as nested maps; lists become maps keyed by their index."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        *path, last = [name.partition("[")[0], *re.findall(r"\[([^\]]*)\]", name)]
        branch = tree
        for step in path:
            branch = _open_branch(branch, step, name)
        branch[last or str(len(branch))] = value
    return tree


def _open_branch(branch: dict[str, Any], step: str, name: str) -> dict[str, Any]:
    inner = branch.setdefault(step, {})
    if not isinstance(inner, dict):
        raise ApiRefused(f"Invalid parameter: {name}", param=name)
    return inner


def read(tree: Mapping[str, Any], schema: Schema, path: str = "") -> dict[str, Any]:
    """The values with their types; a field that the schema lacks is refused as unknown."""
    clean: dict[str, Any] = {}
    for name, value in tree.items():
        where = f"{path}[{name}]" if path else name
        if name not in schema:
            raise unknown_parameter(where)
        clean[name] = _read_value(value, schema[name], where)
    return clean


def _read_value(value: Any, kind: Kind, where: str) -> Any:
    if kind == "text":
        return _read_text(value, where)
    if kind == "number":
        return read_integer(value, where)
    branch = _read_branch(value, where)
    if kind == "texts":
        return [_read_text(item, where) for item in branch.values()]
    if kind == "metadata":
        return _read_metadata(branch, where)
    if kind == "range":
        return read(branch, dict.fromkeys(("gt", "gte", "lt", "lte"), "number"), where)
    if isinstance(kind, Mapping):
        return read(branch, kind, where)
    return [read(_read_branch(item, where), kind[0], f"{where}[{index}]") for index, item in branch.items()]  # type: ignore[arg-type]


def _read_text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ApiRefused(f"Invalid string: {value}", param=where)
    return value


def read_integer(value: Any, where: str) -> int:
    """A whole number written in plain digits, or refused."""
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise not_an_integer(value, where)
    return int(value)


def _read_branch(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ApiRefused(f"Invalid object: {where}", param=where)
    return value


def _read_metadata(given: dict[str, Any], where: str) -> dict[str, str]:
    if len(given) > MOST_METADATA_KEYS:
        raise ApiRefused("You can have up to 50 keys in metadata.", param=where)
    for key, value in given.items():
        if len(key) > LONGEST_METADATA_KEY or len(_read_text(value, where)) > LONGEST_METADATA_VALUE:
            raise ApiRefused(f"Metadata '{key[:50]}' is too long.", param=f"{where}[{key[:50]}]")
    return {key: value for key, value in given.items() if value}
