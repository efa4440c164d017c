"""Every route whose form creates something notes the form at the beginning and where it leads (8.3)."""

import ast
import inspect
from types import FunctionType, ModuleType

from flask import Flask

from marketplace.web.plumbing.routing import Route
from marketplace.web.seller import urls as seller_urls
from marketplace.web.staff import urls as staff_urls

ROUTES = [route for urls in (staff_urls, seller_urls) for route in urls.ROUTES]


def _calls_behind(view: FunctionType) -> set[str]:
    """The names of all that a view calls, through the functions of its own module."""
    module = inspect.getmodule(view)
    assert isinstance(module, ModuleType)
    functions = {n.name: n for n in ast.parse(inspect.getsource(module)).body if isinstance(n, ast.FunctionDef)}
    seen: set[str] = set()
    waiting = {view.__name__}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        if name in functions:
            waiting |= {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)} - seen
    return seen


def _faults(routes: list[Route]) -> list[str]:
    needed = {"first_time", "leads_to"}
    lacking = [(route.path, sorted(needed - _calls_behind(route.view))) for route in routes if route.once]  # type: ignore[arg-type]
    return [f"{path}: {', '.join(names)}" for path, names in lacking if names]


def test_each_notes_the_form_and_where_it_leads(app: Flask) -> None:
    assert len([route for route in ROUTES if route.once]) >= 12
    assert _faults(ROUTES) == []


def test_one_that_forgot_is_named() -> None:
    [roles] = [route for route in ROUTES if route.path == "/staff/roles"]
    forgetful = Route(roles.path, roles.view, get=roles.get, once=True)
    assert _faults([forgetful]) == ["/staff/roles: first_time, leads_to"]
