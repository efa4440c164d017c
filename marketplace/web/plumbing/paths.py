"""Paths of this site to send a visitor to."""

from urllib.parse import urlsplit

from flask import current_app, request


def own_path(candidate: str | None, default: str = "/") -> str:
    """A path on this site to redirect to, else the default; refuses anything a browser could take for another site."""
    if not candidate or len(candidate) > 500 or not candidate.startswith("/") or candidate[1:2] in ("/", "\\"):
        return default
    if any(ord(c) < 33 or c == "\\" or ord(c) == 127 for c in candidate):
        return default
    parts = urlsplit(candidate)
    return candidate if not parts.scheme and not parts.netloc else default


def page_of_form() -> str:
    """The page on which the form of this request stood: where it came from, else the page of its address."""
    came_from = own_path(urlsplit(request.referrer or "").path, "")
    return came_from if came_from.strip("/") else page_at_or_above(request.path) or "/"


def page_at_or_above(path: str) -> str:
    """The nearest address that can be opened, for one that may only take forms: «/cart/add» → «/cart»; «» for none."""
    routes = current_app.create_url_adapter(request)
    while routes and path:
        if routes.test(path, "GET"):
            return path
        path = path.rpartition("/")[0]
    return ""
