"""Routes as a table: path, view, and who may read (GET) or change (POST); without «who» nothing is served."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask

from marketplace.web.plumbing.access import AccessRule

View = Callable[..., Any]


@dataclass(frozen=True)
class Route:
    """One address: `get` and `post` say who may; None means the method is not offered.

    `signed` marks routes whose callers prove themselves in the body (webhooks): no CSRF token there.
    `open_form` marks forms that stand on pages everyone sees the same way: there the Origin alone is asked.
    """

    path: str
    view: View
    get: AccessRule | None = None
    post: AccessRule | None = None
    signed: bool = False
    open_form: bool = False

    @property
    def methods(self) -> list[str]:
        """The HTTP methods offered."""
        return [name for name, who in (("GET", self.get), ("POST", self.post)) if who is not None]

    @property
    def endpoint(self) -> str:
        """«staff.applications.show» for marketplace.web.staff.applications.show."""
        return f"{self.view.__module__.removeprefix('marketplace.web.')}.{self.view.__name__}"


def register_routes(app: Flask, routes: Sequence[Route]) -> None:
    """Put routes on the map and remember who may; refuses a route that offers nothing."""
    declared: dict[str, list[Route]] = app.extensions.setdefault("routes", {})
    for route in routes:
        if not route.methods:
            raise ValueError(f"{route.path} says for nobody who may")
        if app.view_functions.get(route.endpoint) is None:
            app.view_functions[route.endpoint] = route.view
        app.add_url_rule(route.path, route.endpoint, methods=route.methods)
        declared.setdefault(route.endpoint, []).append(route)


def who_may(app: Flask, endpoint: str, method: str) -> AccessRule | None:
    """The declared verdict for an endpoint and method; None when nothing was declared."""
    for route in app.extensions["routes"].get(endpoint, []):
        who: AccessRule | None = route.post if method == "POST" else route.get
        if who is not None:
            return who
    return None


def is_signed_route(app: Flask, endpoint: str | None) -> bool:
    """Whether callers of an endpoint sign their message instead of carrying a session."""
    return any(route.signed for route in app.extensions["routes"].get(endpoint or "", []))


def is_open_form(app: Flask, endpoint: str | None) -> bool:
    """Whether an endpoint takes a form without a visitor's own token, by its Origin."""
    return any(route.open_form for route in app.extensions["routes"].get(endpoint or "", []))
