"""/sitemap.xml and /robots.txt, for search engines."""

from xml.sax.saxutils import escape

from flask import Response

from marketplace.browse.queries import facts
from marketplace.browse.queries.shelf import addresses
from marketplace.core.clock import today
from marketplace.core.runtime import config
from marketplace.core.versions import version_of
from marketplace.honours.models import HONOURS
from marketplace.honours.queries import list_public
from marketplace.web.plumbing.context import site_version
from marketplace.web.plumbing.frame import frame_of
from marketplace.web.plumbing.page_cache import begin_public_page, cached_text

PAGES = ("/", "/products", "/categories", "/shops", "/impact", "/apply", "/honours")
PRIVATE = ("/account", "/seller", "/staff", "/cart", "/checkout", "/orders", "/pay", "/sign-", "/search", "/api/")


def sitemap() -> Response:
    """All public pages, in the sitemap protocol."""
    version = begin_public_page()
    return cached_text(
        "application/xml", (version, site_version(), version_of(HONOURS), today()), lambda: _sitemap(version)
    )


def robots() -> Response:
    """The paths that robots may not read."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), f"Sitemap: {config().public_url}/sitemap.xml"]
    return cached_text("text/plain", "robots", lambda: "\n".join(lines) + "\n")


def _sitemap(version: int) -> str:
    entries = [(path, "") for path in PAGES]
    entries += [(url, "") for url, _title in frame_of(site_version(), "vi").policies]
    entries += [(f"/categories/{c.slug}", "") for c in facts.categories(version) if c.goods_count]
    entries += [(f"/shops/{shop.slug}", "") for shop in facts.shops(version)]
    entries += [(f"/honours/{honour.number}", f"{honour.decided_on:%Y-%m-%d}") for honour in list_public()]
    entries += [(f"/products/{slug}", f"{at:%Y-%m-%d}") for slug, at in addresses()]
    urls = "".join(_entry(path, on) for path, on in entries)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}{urls}</urlset>\n"


def _entry(path: str, on: str) -> str:
    lastmod = f"<lastmod>{on}</lastmod>" if on else ""
    return f"<url><loc>{escape(config().public_url + path)}</loc>{lastmod}</url>"
