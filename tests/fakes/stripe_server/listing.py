"""How the fake Stripe shows many things: newest first, in pages, filtered, with ids expanded into things."""

import copy
from collections.abc import Iterable
from typing import Any

from tests.fakes.stripe_server.book import Book
from tests.fakes.stripe_server.forms import Schema, read
from tests.fakes.stripe_server.refusals import ApiRefused, missing_resource

JsonObject = dict[str, Any]

PAGING: Schema = {"limit": "number", "starting_after": "text", "ending_before": "text", "created": "range"}
EXPANDABLE = {
    "checkout.session": {"payment_intent", "line_items"},
    "payment_intent": {"latest_charge"},
    "charge": {"payment_intent"},
    "refund": {"payment_intent", "charge"},
}


def list_page(things: Iterable[JsonObject], params: JsonObject, filters: Schema, url: str) -> JsonObject:
    """One page of things, newest first, that fit the filters."""
    wanted = read(params, {**PAGING, **filters})
    fitting = [thing for thing in reversed(list(things)) if _fits(thing, wanted, filters)]
    limit = wanted.get("limit", 10)
    if not 1 <= limit <= 100:
        raise ApiRefused("Invalid limit: must be between 1 and 100", code="parameter_invalid_integer", param="limit")
    page, has_more = _cut(fitting, wanted, limit)
    return {"object": "list", "data": page, "has_more": has_more, "url": url}


def expanded(book: Book, thing: JsonObject, paths: list[str]) -> JsonObject:
    """A copy of the thing in which the ids at these paths are replaced by what they name."""
    shown = copy.deepcopy(thing)
    for path in paths:
        _expand(book, shown, path.split("."), path)
    return shown


def _fits(thing: JsonObject, wanted: JsonObject, filters: Schema) -> bool:
    exact = (name for name in filters if name in wanted and name != "types")
    return (
        all(thing[name] == wanted[name] for name in exact)
        and ("types" not in wanted or thing["type"] in wanted["types"])
        and _is_within(thing["created"], wanted.get("created", {}))
    )


def _is_within(created: int, bounds: dict[str, int]) -> bool:
    verdicts = {
        "gt": created > bounds.get("gt", created - 1),
        "gte": created >= bounds.get("gte", created),
        "lt": created < bounds.get("lt", created + 1),
        "lte": created <= bounds.get("lte", created),
    }
    return all(verdicts.values())


def _cut(fitting: list[JsonObject], wanted: JsonObject, limit: int) -> tuple[list[JsonObject], bool]:
    if "ending_before" in wanted:
        before = fitting[: _place(fitting, wanted["ending_before"], "ending_before")]
        return before[-limit:], len(before) > limit
    after = fitting
    if "starting_after" in wanted:
        after = fitting[_place(fitting, wanted["starting_after"], "starting_after") + 1 :]
    return after[:limit], len(after) > limit


def _place(fitting: list[JsonObject], identifier: str, param: str) -> int:
    for place, thing in enumerate(fitting):
        if thing["id"] == identifier:
            return place
    raise missing_resource("object", identifier, param)


def _expand(book: Book, thing: JsonObject, steps: list[str], path: str) -> None:
    step, rest = steps[0], steps[1:]
    if thing["object"] == "list":
        if step != "data" or not rest:
            raise _not_expandable(path)
        for item in thing["data"]:
            _expand(book, item, rest, path)
        return
    if step not in EXPANDABLE.get(thing["object"], ()):
        raise _not_expandable(path)
    thing[step] = _named(book, thing, step)
    if rest and isinstance(thing[step], dict):
        _expand(book, thing[step], rest, path)


def _named(book: Book, thing: JsonObject, step: str) -> Any:
    if step == "line_items":
        url = f"/v1/checkout/sessions/{thing['id']}/line_items"
        return {"object": "list", "data": book.line_items[thing["id"]], "has_more": False, "url": url}
    if not isinstance(thing[step], str):
        return thing[step]
    records = book.intents if step == "payment_intent" else book.charges
    return copy.deepcopy(records[thing[step]])


def _not_expandable(path: str) -> ApiRefused:
    return ApiRefused(f"This property cannot be expanded ({path}).", param="expand")
