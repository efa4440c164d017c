"""The address of a page elsewhere: written in one way, told apart from another, with the place it belongs to.

Nothing is fetched from there.
"""

import re
from urllib.parse import urlsplit

from marketplace.enterprises.enterprise_kinds import FACEBOOK, MARKET, TIKTOK, WEBSITE, ZALO
from marketplace.enterprises.errors import NotALink

MOST = 300
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.A)
_TRACKER = re.compile(
    r"(?:utm_\w+|fbclid|gclid|mibextid|igsh\w*|rdid|share_url|_rdc|_rdr|__tn__|__cft__[^=]*|eid|hc_ref|fref|ref|sk|locale"
    r"|is_from_webapp|sender_device|_r|_t|lang|sp_atk|xptdk|smtt|sourcetype|source|from|entry_point)(?:=|$)",
    re.I,
)
_PLACES = {
    "facebook.com": FACEBOOK,
    "fb.com": FACEBOOK,
    "zalo.me": ZALO,
    "tiktok.com": TIKTOK,
    "shopee.vn": MARKET,
    "lazada.vn": MARKET,
    "tiki.vn": MARKET,
    "sendo.vn": MARKET,
    "voso.vn": MARKET,
    "postmart.vn": MARKET,
    "buudien.vn": MARKET,
    "nongsan.buudien.vn": MARKET,
}


def tidy_link(typed: str) -> str:
    """«facebook.com/sambao» → «https://facebook.com/sambao»; NotALink for what is no address of a page."""
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, has_port = (parts.hostname or "").lower(), parts.port is not None
    except ValueError as fault:
        raise NotALink(field="link") from fault
    is_page = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and not has_port and "@" not in parts.netloc
    if not is_page or len(text) > MOST or re.search(r"[\s<>\"\\]", text):
        raise NotALink(field="link")
    return parts._replace(netloc=host, query=_without_trackers(parts.query), fragment="").geturl()


def _without_trackers(query: str) -> str:
    """What of a query names the page; what says where a reader came from goes."""
    return "&".join(each for each in query.split("&") if each and not _TRACKER.match(each))


def key_of(link: str) -> str:
    """What two ways of writing one address share."""
    parts = urlsplit(link)
    query = f"?{parts.query}" if parts.query and "fbclid" not in parts.query else ""
    return f"{_bare(parts.hostname or '')}{parts.path.rstrip('/')}{query}"


def place_of(link: str) -> str:
    """Facebook, Zalo, a marketplace, or a website of its own."""
    host = _bare(urlsplit(link).hostname or "")
    return next((place for end, place in _PLACES.items() if host == end or host.endswith(f".{end}")), WEBSITE)


def _bare(host: str) -> str:
    return re.sub(r"^(?:www|m|vi-vn|web|mobile)\.", "", host.lower())
