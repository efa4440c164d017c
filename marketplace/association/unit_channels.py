"""The channels of a unit (fanpage, Zalo group …) and their links, as people paste them."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

FANPAGE, ZALO_GROUP, WEBSITE, OTHER = "fanpage", "zalo_group", "website", "other"
KINDS = (FANPAGE, ZALO_GROUP, WEBSITE, OTHER)
OWED = (FANPAGE, ZALO_GROUP)  # what every unit of province and commune is to have
STALE_AFTER_DAYS = 180
MOST_LINK = 300
NO_LINK, NOT_A_LINK, FRONT_PAGE, TOO_LONG = "no_link", "not_a_link", "front_page", "too_long"
HOSTS: dict[str, tuple[str, ...]] = {
    FANPAGE: ("facebook.com", "fb.com", "fb.me", "fb.watch"),
    ZALO_GROUP: ("zalo.me", "zaloapp.com", "zalo.vn"),
}
_ALIASES = {"fb.com": "www.facebook.com", "facebook.com": "www.facebook.com", "www.zalo.me": "zalo.me"}
_MOBILE = re.compile(r"(m|mobile|mbasic|web|touch|[a-z]{2}-[a-z]{2}|www)\.facebook\.com")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_TRACKING = re.compile(
    r"(utm_.*|fbclid|gclid|igshid|igsh|mibextid|refid|refsrc|ref|rdid|share_url|sfnsn|paipv|eav|hc_ref|fref|__.*|_rdr|"
    r"zarsrc|zaref|source|si|wtsid|hash|acontext|notif_.*|locale)"
)
_LIKE_A_LINK = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]*:)?(?://)?[^\s<>\"]*\.[^\s<>\"]+")


@dataclass(frozen=True)
class Link:
    """A link in its one form, and what is equal for equal links."""

    url: str
    key: str


class BadLink(ValueError):
    """What was pasted is no link to a page or group; `why` says what it lacks."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_link(text: str) -> Link:
    """The link in what somebody pasted, with or without https:// and words around it; BadLink where there is none.

    Trackers are cut off, the ways to write Facebook's address are made one; anything but the web is refused.
    """
    found = _only_link(text)
    parts = urlsplit(found)
    host = _host(parts.netloc)
    path = parts.path.rstrip("/")
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k.partition("[")[0])])
    if not path and not query and _is_of(host, (*HOSTS[FANPAGE], *HOSTS[ZALO_GROUP])):
        raise BadLink(FRONT_PAGE)
    url = f"https://{host}{path}{f'?{query}' if query else ''}"
    if len(url) > MOST_LINK:
        raise BadLink(TOO_LONG)
    is_facebook = _is_of(host, HOSTS[FANPAGE])
    return Link(url, (url.lower() if is_facebook else url).removeprefix("https://").removeprefix("www."))


def is_usual(kind: str, link: str) -> bool:
    """Whether a link leads where channels of its kind are; others are kept with a warning."""
    return kind not in HOSTS or _is_of(urlsplit(link).hostname or "", HOSTS[kind])


def _only_link(text: str) -> str:
    """What looks like a link among the words, as an address of the web."""
    if not text.strip():
        raise BadLink(NO_LINK)
    found = [word.rstrip(".,;:!?)»”\"'") for word in _LIKE_A_LINK.findall(text)]
    if not found:
        raise BadLink(NOT_A_LINK)
    link = next((each for each in found if "://" in each), found[0])
    scheme, colon, rest = link.partition("://")
    if colon and scheme.lower() not in ("http", "https"):
        raise BadLink(NOT_A_LINK)
    bare = (rest if colon else link).lstrip("/")
    if re.match(r"[A-Za-z]+:[^0-9]", bare):  # javascript:…, mailto:…
        raise BadLink(NOT_A_LINK)
    return f"https://{bare}"


def _host(netloc: str) -> str:
    """A real host: no user, no port of its own, no bare number, no single word."""
    try:
        host = netloc.removesuffix(":443").lower().encode("idna").decode()
    except UnicodeError as fault:
        raise BadLink(NOT_A_LINK) from fault
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadLink(NOT_A_LINK)
    return "www.facebook.com" if _MOBILE.fullmatch(host) else _ALIASES.get(host, host)


def _is_of(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)
