"""JSON that others send: an object both databases can keep, or a refusal that names nothing else.

Signed does not mean sound. What JSON allows and a database does not (half of a surrogate pair, a NUL, numbers
without end, an endless nest) is refused here, once, before anything is stored.
"""

import json
from typing import Any, NoReturn

MOST_DEPTH = 32
MOST_WHOLE = 2**63 - 1


class UnusableJson(ValueError):
    """The bytes are no JSON object that can be kept."""


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object these bytes hold in UTF-8; UnusableJson."""
    try:
        told = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise UnusableJson from None
    if not isinstance(told, dict):
        raise UnusableJson
    _require_keepable(told)
    return told


def _refuse(constant: str) -> NoReturn:
    raise UnusableJson


def _require_keepable(told: dict[str, Any]) -> None:
    """Level by level, so that no nest is too deep to be looked at."""
    level: list[Any] = [told]
    for _depth in range(MOST_DEPTH):
        if not all(_is_keepable(value) for value in level):
            raise UnusableJson
        level = [inner for value in level for inner in _within(value)]
        if not level:
            return
    raise UnusableJson


def _within(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def _is_keepable(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, float):
        return abs(value) <= MOST_WHOLE
    return not isinstance(value, int) or abs(value) <= MOST_WHOLE
