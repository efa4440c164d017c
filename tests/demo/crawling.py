"""Walking through the pages of the demo by their links, as each person whose sign-in is printed."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from marketplace.accounts.models import Account
from marketplace.core.db import session
from tests.pages import PageReader
from tests.visitors import Visitor, words_of

FILES = ("static", "storefront.media.show")
OF_A_KIND = 2  # pages of one route that a person opens
DRAWN = re.compile(
    r"(?<=[/=])[\w-]{22}(?![\w-])|(?<=key=)[^&]+"  # public numbers of photos and payments, keys of orders
    r"|[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}|(?<=secret=)[A-Z2-7]{32}"  # of the second step
)


def read_pages(app: Flask, phone: str | None) -> dict[str, str]:
    """Address → page, of every page that a person (or nobody) comes to from the front page: a few of each route."""
    visitor = Visitor(app)
    if phone is not None:
        visitor.sign_in(session.query(Account).filter_by(phone="+84" + phone[1:]).one().person)
    found: dict[str, str] = {}
    opened: Counter[str] = Counter()
    waiting = deque(["/", "/account", "/seller", "/staff", "/impact"])
    seen = set(waiting)
    while waiting:
        address = waiting.popleft()
        route = _route_of(app, address)
        if route is None or opened[route] >= OF_A_KIND:
            continue
        opened[route] += 1
        answer = visitor.get(address)
        page = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        links = [address for address in (answer.location, *_links(address, page)) if address]
        said = "\n".join((answer.status, answer.mimetype, *links, *_words(page)))
        found[DRAWN.sub("…", address)] = DRAWN.sub("…", said)
        waiting.extend(link for link in links if link not in seen)
        seen.update(links)
    return found


def _links(address: str, page: str) -> list[str]:
    reader = PageReader(address)
    reader.feed(page)
    return [link[0] for link in reader.links]


def _words(page: str) -> list[str]:
    return [words_of(line) for line in page.replace("><", ">\n<").splitlines()]


def _route_of(app: Flask, address: str) -> str | None:
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost") or not parts.path.startswith("/"):
        return None
    try:
        endpoint, _ = app.url_map.bind("localhost").match(parts.path, "GET")
    except HTTPException:
        return None
    return None if endpoint in FILES else str(endpoint)
