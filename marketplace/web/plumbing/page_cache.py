"""The cache of public pages: whole and compressed, keyed by all the data that they show.

A page is a function of the facts read for it and of what its frame shows of the visitor. Both are the key, and both
are read anew with every request; so a cached page is found only while it is right, in every process, without
invalidation messages or time-outs. On a miss, fragments (cards) are still found by the values they show.
"""

import hashlib
from collections.abc import Callable, Hashable
from typing import Any

import brotli
from flask import Response, current_app, g, make_response, render_template, request, session
from markupsafe import Markup

from marketplace.browse.models import SHELF
from marketplace.core.byte_lru import ByteLru
from marketplace.core.runtime import config
from marketplace.core.versioned_cache import register_cache
from marketplace.core.versions import SITE, versions_of
from marketplace.places.models import PLACES
from marketplace.web.plumbing.compression import accepted_encoding, compress
from marketplace.web.plumbing.context import frame_facts
from marketplace.web.plumbing.locale import choose_locale

PAGE_BYTES, CARD_BYTES = 8 * 1024 * 1024, 4 * 1024 * 1024
KEY_BYTES = 200
Context = Callable[[], dict[str, Any]]


class CachedPage:
    """A rendered page, compressed once with brotli, and its entity tag."""

    __slots__ = ("compressed", "tag")

    def __init__(self, body: bytes) -> None:
        self.tag = hashlib.sha256(body).hexdigest()[:24]
        self.compressed = compress(body, "br")

    def in_encoding(self, encoding: str) -> bytes:
        """The page in one encoding; any but brotli is computed anew."""
        return self.compressed if encoding == "br" else compress(brotli.decompress(self.compressed), encoding)


_pages: ByteLru[CachedPage] = ByteLru(PAGE_BYTES)
_fragments: ByteLru[Markup] = ByteLru(CARD_BYTES)
register_cache(_pages)
register_cache(_fragments)


def begin_public_page() -> int:
    """Declare this page public, and read all versions in one statement; returns the version of the listings."""
    g.is_public_page = True
    if "shelf_version" not in g:
        found = versions_of(SITE, SHELF, PLACES)
        g.site_version, g.shelf_version, g.places_version = found[SITE], found[SHELF], found[PLACES]
    return g.shelf_version  # type: ignore[no-any-return]


def public_page(template: str, facts: Hashable, context: Context, status: int = 200) -> Response:
    """Answer with a page cached under `facts` (all data read for it); `context` is called only on a miss."""
    if session.get("_flashes"):  # a message for this visitor alone
        return _answer(_whole_page(template, context), status)
    key = _digest((config().database_url, template, facts, frame_facts(), saves_data()))
    kept = _pages.get(key)
    if kept is None:
        kept = _whole_page(template, context)
        _pages.put(key, kept, KEY_BYTES + len(kept.compressed))
    return _answer(kept, status)


def cached_text(kind: str, facts: Hashable, draw: Callable[[], str]) -> Response:
    """Answer with a text without a frame (sitemap, robots) cached under its facts."""
    key = _digest((config().database_url, kind, facts))
    kept = _pages.get(key)
    if kept is None:
        kept = CachedPage(draw().encode())
        _pages.put(key, kept, KEY_BYTES + len(kept.compressed))
    response = _answer(kept, 200)
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


def fragment(template: str, facts: Hashable, context: Context) -> Markup:
    """A rendered fragment of a page, cached under all values it shows and the language."""
    key = (template, facts, _scope())
    kept = _fragments.get(key)
    if kept is None:
        kept = drawn(template, context())
        _fragments.put(key, kept, KEY_BYTES + 2 * len(kept))
    return kept


def drawn(template: str, context: dict[str, Any]) -> Markup:
    """A fragment of a page, rendered from a template of its own, uncached."""
    piece = current_app.jinja_env.get_template(template).render(context)
    return Markup(piece.strip())  # noqa: S704 - drawn by an escaping template


def saves_data() -> bool:
    """Whether the browser sent Save-Data."""
    return request.headers.get("Save-Data", "").lower() == "on"


def _whole_page(template: str, context: Context) -> CachedPage:
    frame = {"save_data": saves_data(), "base_url": config().public_url}
    return CachedPage(render_template(template, **frame, **context()).encode())


def _scope() -> tuple[str, str]:
    """The database and language of this request, part of each key."""
    if "fragment_scope" not in g:
        g.fragment_scope = (config().database_url, choose_locale())
    return g.fragment_scope  # type: ignore[no-any-return]


def _digest(facts: Hashable) -> bytes:
    """A hash of facts by their `repr`, so that keys stay short."""
    return hashlib.blake2b(repr(facts).encode(), digest_size=20).digest()


def _answer(kept: CachedPage, status: int) -> Response:
    response = make_response(b"", status)
    response.content_type = "text/html; charset=utf-8"
    response.vary.update(("Accept-Encoding", "Cookie", "Save-Data"))
    if status == 200:
        response.headers["ETag"] = f'W/"{kept.tag}"'
        if request.if_none_match.contains_weak(kept.tag):
            response.status_code = 304
            return response
    encoding = accepted_encoding()
    response.set_data(kept.in_encoding(encoding))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response
