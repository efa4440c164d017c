"""Devices: a browser's name, and the cookie by which a browser that signed in before is recognised."""

import re

from flask import Response, request

from marketplace.core.runtime import config
from marketplace.core.sealing import fingerprint
from marketplace.core.signing import read_link, sign_link
from marketplace.web.plumbing.visitor import cookie_name

COOKIE = "device"
LASTS_SECONDS = 365 * 24 * 3600
MOST_ACCOUNTS = 5  # a family's shared phone

_BROWSERS = (
    ("Zalo", r"Zalo"),
    ("Facebook", r"FBAN|FBAV"),
    ("Cốc Cốc", r"coc_coc_browser"),
    ("Samsung Internet", r"SamsungBrowser"),
    ("Edge", r"Edg[A-Z]*/"),
    ("Opera", r"OPR/"),
    ("Firefox", r"Firefox/|FxiOS"),
    ("Chrome", r"Chrome/|CriOS"),
    ("Safari", r"Safari/"),
)
_MACHINES = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux"),
)


def device_name() -> str:
    """«Chrome · Android», as told by the browser; empty when it says nothing known."""
    told = request.user_agent.string
    named = (_first(_BROWSERS, told), _first(_MACHINES, told))
    return " · ".join(name for name in named if name)


def key_of_device(account_id: int | None) -> str:
    """The rate-limit key of this browser if it signed in to this account before; else «»."""
    if account_id is None or account_id not in _known_accounts():
        return ""
    return fingerprint(request.cookies.get(cookie_name(COOKIE), ""), purpose="device")[:32]


def remember_device(response: Response, account_id: int) -> None:
    """Set the cookie that marks this browser as one that signed in to an account."""
    accounts = [account_id, *(known for known in _known_accounts() if known != account_id)][:MOST_ACCOUNTS]
    response.set_cookie(
        cookie_name(COOKIE),
        sign_link("device", ".".join(map(str, accounts))),
        max_age=LASTS_SECONDS,
        secure=config().is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _known_accounts() -> list[int]:
    token = request.cookies.get(cookie_name(COOKIE))
    subject = read_link("device", token, LASTS_SECONDS) if token else None
    return [int(part) for part in str(subject).split(".")] if subject else []


def _first(names: tuple[tuple[str, str], ...], told: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, told)), "")
