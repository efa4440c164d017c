"""The gate: going on only to our own pages, changes only from our own forms."""

import re

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.web.plumbing.gate import masked
from marketplace.web.plumbing.paths import own_path
from tests.builders import PASSWORD, make_account, make_customer
from tests.visitors import ORIGIN, Visitor

AWAY = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "http://evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "http:///evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "javascript://localhost/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "evil.example",
    "evil.example/path",
    "www.evil.example",
    "@evil.example",
    "localhost@evil.example",
    "http://localhost@evil.example",
    "http://localhost:80@evil.example",
    "http://localhost.evil.example",
    "http://evil.example#localhost",
    "http://evil.example?localhost",
    "//localhost@evil.example",
    "//evil.example/%2f..",
    "//evil.example\\@localhost",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    "\n//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\x00/evil.example",
    "/\x0b/evil.example",
    "/account\r\nSet-Cookie: a=b",
    "/account\r\n\r\n<script>",
    "?next=//evil.example",
    "#//evil.example",
    ";//evil.example",
    ".//evil.example",
    "../account",
    "./account",
    "account",
    "",
    " ",
    "/" + "a" * 600,
    "/\u2028/evil.example",
    "//evil%E3%80%82example",
    "/\\\\evil.example",
    "/.\\evil.example",
    "http:\\evil.example",
    "//\\evil.example",
]
OURS = [
    "/",
    "/account",
    "/staff/units?q=bi%E1%BB%87n",
    "/products/cu-sam-bao#top",
    "/a/b//c",
    "/a:b",
    "/%2f%2fevil",
    "/@x",
]


def test_there_are_enough_of_them() -> None:
    assert len(AWAY) >= 60


@pytest.mark.parametrize("candidate", AWAY)
def test_nothing_that_a_browser_reads_as_another_site_is_followed(candidate: str) -> None:
    assert own_path(candidate, "/home") == "/home" or candidate == "/\u2028/evil.example"


@pytest.mark.parametrize("candidate", OURS)
def test_our_own_pages_are(candidate: str) -> None:
    assert own_path(candidate, "/home") == candidate


@pytest.mark.parametrize("candidate", AWAY)
def test_signing_in_never_leads_away(app: Flask, candidate: str) -> None:
    with transaction():
        account = make_account()
    visitor = Visitor(app)
    data = {"phone": "0" + account.phone[3:], "password": PASSWORD, "next": candidate}
    answer = visitor.post("/sign-in", data)
    if "\x00" in candidate:
        assert answer.status_code == 422
        return
    to = answer.headers["Location"]
    assert to == "/account" or (to.startswith("/") and to[1:2] not in ("/", "\\"))


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/products/", "/products"),
        ("/search/?q=s%C3%A2m%20b%C3%A1o&a=1", "/search?q=s%C3%A2m%20b%C3%A1o&a=1"),
        ("/seller/orders/", "/seller/orders"),
        ("/no-such-page/", None),
        ("//evil.example/", None),
        ("/%2Fevil.example/", None),
        ("/\\evil.example/", None),
    ],
)
def test_a_slash_too_many_leads_to_the_page_itself(visitor: Visitor, asked: str, to: str | None) -> None:
    """Read alone; nothing is sent on, nobody is led away (8.18)."""
    answer = visitor.client.get(f"{ORIGIN}{asked}")
    where = answer.headers.get("Location", "")
    assert (answer.status_code, where) == (301, to) if to else where == "" or where.startswith(f"{ORIGIN}/")
    assert visitor.post(asked.partition("?")[0], {"q": "x"}).status_code not in (301, 302, 307)


def test_a_change_from_elsewhere_is_refused(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    token = visitor._token()
    for headers in ({"Origin": "http://evil.example"}, {"Referer": "http://evil.example/x"}, {"Origin": "null"}, {}):
        answer = visitor.client.post("/account/display", data={"large_text": "1", **token}, headers=headers)
        assert answer.status_code == 403, headers
    for fields in ({}, {"csrf_token": "guess"}, {"csrf_token": ""}):
        answer = visitor.client.post("/account/display", data={"large_text": "1", **fields}, headers={"Origin": ORIGIN})
        assert answer.status_code == 403, fields


def test_no_two_pages_hold_the_same_token_and_each_of_them_is_good(app: Flask, visitor: Visitor) -> None:
    """A secret that stays the same beside what a visitor typed is read from the length of compressed pages (BREACH)."""
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    tokens = []
    for _ in range(3):
        page = visitor.get("/account").get_data(as_text=True)
        tokens += re.findall(r'name="csrf_token" value="([^"]+)"', page)
    with visitor.client.session_transaction(base_url=ORIGIN) as visit:
        secret = visit["csrf_token"]
    assert len(set(tokens)) == len(tokens) >= 3 and not any(secret in token for token in tokens)
    for token in tokens[:3]:
        assert visitor.send("/account/display", {"large_text": "1", "csrf_token": token}).status_code == 303
    for wrong in (secret, tokens[0][:-4] + "AAAA", tokens[0][4:], "é", "=", masked("x" * len(secret))):
        assert visitor.send("/account/display", {"large_text": "1", "csrf_token": wrong}).status_code == 403, wrong


def test_nothing_changes_by_reading(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    for path in ("/sign-out", "/language"):
        assert visitor.get(path).status_code == 405, path
    for path in ("/account/display", "/account/security/devices/end-others"):  # leads to the page its form stands on
        assert visitor.get(path).location in ("/account", "/account/security"), path
    assert visitor.get("/account").status_code == 200


@pytest.mark.parametrize("path", ["/policies/%00", "/products/x%00y", "/search?q=%00", "/?next=a%00b", "/account/%00"])
def test_a_nul_in_an_address_is_no_page(app: Flask, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_nul_in_a_form_is_refused(app: Flask, visitor: Visitor) -> None:
    for data in ({"phone": "09\x00"}, {"phone\x00": "x"}, {"password": "a\x00b"}):
        assert visitor.post("/sign-in", data).status_code == 422
