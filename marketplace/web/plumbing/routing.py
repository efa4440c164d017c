"""Routes as a table: path, view, and the access rules of GET and POST; a route without a rule is not served."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from marketplace.core.received_json import MOST_WHOLE
from marketplace.web.plumbing.access import AccessRule

View = Callable[..., Any]


@dataclass(frozen=True)
class Route:
    """One route: `get` and `post` are access rules; None means the method is not offered.

    `signed` marks routes whose callers sign the body (webhooks): no CSRF token there.
    `open_form` marks targets of forms on public pages: there only the Origin is checked.
    `once` marks forms that create something: sent twice, they create it once (see `plumbing.once`).
    """

    path: str
    view: View
    get: AccessRule | None = None
    post: AccessRule | None = None
    signed: bool = False
    open_form: bool = False
    once: bool = False

    @property
    def methods(self) -> list[str]:
        """The HTTP methods offered."""
        return [name for name, who in (("GET", self.get), ("POST", self.post)) if who is not None]

    @property
    def endpoint(self) -> str:
        """«staff.applications.show» for marketplace.web.staff.applications.show."""
        return f"{self.view.__module__.removeprefix('marketplace.web.')}.{self.view.__name__}"


class KeyConverter(IntegerConverter):
    """A number in an address that the database has room for; of others there is no page."""

    def __init__(self, url_map: Map, **told: Any) -> None:
        super().__init__(url_map, **{"max": MOST_WHOLE, **told})


def register_routes(app: Flask, routes: Sequence[Route]) -> None:
    """Register routes with their access rules; refuses a route that offers no method."""
    app.url_map.converters["int"] = KeyConverter
    declared: dict[str, list[Route]] = app.extensions.setdefault("routes", {})
    for route in routes:
        if not route.methods:
            raise ValueError(f"{route.path} says for nobody who may")
        if app.view_functions.get(route.endpoint) is None:
            app.view_functions[route.endpoint] = route.view
        app.add_url_rule(route.path, route.endpoint, methods=route.methods)
        declared.setdefault(route.endpoint, []).append(route)


def who_may(app: Flask, endpoint: str, method: str) -> AccessRule | None:
    """The access rule of an endpoint and method; None when the method is not offered."""
    for route in app.extensions["routes"].get(endpoint, []):
        who: AccessRule | None = route.post if method == "POST" else route.get
        if who is not None:
            return who
    return None


def is_signed_route(app: Flask, endpoint: str | None) -> bool:
    """Whether callers of an endpoint sign their message instead of carrying a session."""
    return any(route.signed for route in app.extensions["routes"].get(endpoint or "", []))


def is_open_form(app: Flask, endpoint: str | None) -> bool:
    """Whether an endpoint accepts forms without a CSRF token, by Origin alone."""
    return any(route.open_form for route in app.extensions["routes"].get(endpoint or "", []))


def creates_once(app: Flask, endpoint: str | None) -> bool:
    """Whether a form sent to an endpoint creates something, once however often it is sent."""
    return any(route.once for route in app.extensions["routes"].get(endpoint or "", []))
