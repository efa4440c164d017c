"""What a browser calls itself, and knowing it again."""

import pytest
from flask import Flask, Response

from marketplace.web.plumbing.devices import MOST_ACCOUNTS, device_name, key_of_device, remember_device
from marketplace.web.plumbing.visitor import visitor_address

ANDROID = (
    "Mozilla/5.0 (Linux; Android 13; RMX3630) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (ANDROID, "Chrome · Android"),
        (ANDROID + " Zalo android/12", "Zalo · Android"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/128.0 Safari/537.36 Edg/128.0", "Edge · Windows"),
        ("curl/8", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_device_has_a_name_people_know(app: Flask, told: str, name: str) -> None:
    with app.test_request_context(headers={"User-Agent": told}):
        assert device_name() == name


def marked(app: Flask, cookie: str = "", *accounts: int) -> str:
    for account_id in accounts:
        with app.test_request_context(headers={"Cookie": f"device={cookie}"}):
            response = Response()
            remember_device(response, account_id)
            cookie = response.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    return cookie


def key(app: Flask, cookie: str, account_id: int | None) -> str:
    with app.test_request_context(headers={"Cookie": f"device={cookie}"}):
        return key_of_device(account_id)


def test_a_browser_is_known_for_the_accounts_that_signed_in_there(app: Flask) -> None:
    cookie = marked(app, "", 7, 8)
    assert key(app, cookie, 7) and key(app, cookie, 7) == key(app, cookie, 8)
    assert key(app, cookie, 9) == "" == key(app, cookie, None) == key(app, "", 7)


def test_a_forged_mark_is_no_mark(app: Flask) -> None:
    cookie = marked(app, "", 7)
    for forged in (cookie[:-6] + "xxxxxx", "7", "7.8", cookie.replace(".", "", 1)):
        assert key(app, forged, 7) == ""


def test_a_shared_phone_remembers_a_few(app: Flask) -> None:
    cookie = marked(app, "", *range(1, MOST_ACCOUNTS + 2))
    assert key(app, cookie, 1) == "" and key(app, cookie, MOST_ACCOUNTS + 1)


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_address_counts_as_whoever_holds_it(app: Flask, remote: str, counted: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": remote}):
        assert visitor_address() == counted
