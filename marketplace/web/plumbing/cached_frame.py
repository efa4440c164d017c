"""Header and footer of storefront pages: rendered once per content, for cached and personal pages."""

from flask import Flask
from markupsafe import Markup

from marketplace.web.plumbing.context import frame_facts, shared_context, site_version
from marketplace.web.plumbing.page_cache import drawn, fragment

HEADER, FOOTER = "storefront/parts/header.html", "storefront/parts/footer.html"


def install_cached_frame(app: Flask) -> None:
    """Make both available to the layout."""
    app.jinja_env.globals.update(page_header=page_header, page_footer=page_footer)


def page_header(active: str | None = None, query: str | None = None) -> Markup:
    """Brand, search and categories; not cached when it repeats the visitor's search."""
    shown = {"active": active or "", "query": query or ""}
    if shown["query"]:
        return drawn(HEADER, shared_context() | shown)
    return fragment(HEADER, (frame_facts(), shown["active"]), lambda: shared_context() | shown)


def page_footer() -> Markup:
    """The footer, cached by site version and language."""
    return fragment(FOOTER, site_version(), shared_context)
