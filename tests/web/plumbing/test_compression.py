import gzip

import brotli
import pytest
from flask import Flask

from marketplace.web.plumbing.compression import compress
from tests.visitors import Visitor


def test_each_encoding_gives_the_body_back() -> None:
    body = "sâm Báo ".encode() * 500
    assert brotli.decompress(compress(body, "br")) == body
    assert gzip.decompress(compress(body, "gzip")) == body
    assert compress(body, "") == body


@pytest.mark.parametrize(
    ("accepted", "given"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("identity", None),
        ("", None),
        ("nonsense;;q=", None),
    ],
)
def test_the_browser_gets_what_it_can_read(visitor: Visitor, accepted: str, given: str | None) -> None:
    response = visitor.get("/apply", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == given
    assert "Accept-Encoding" in response.headers["Vary"]
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[given]
    assert b"</html>" in unpack(response.data)


def test_other_pages_are_packed_too_and_small_answers_are_not(visitor: Visitor) -> None:
    page = visitor.get("/sign-in", headers={"Accept-Encoding": "br"})
    assert page.headers["Content-Encoding"] == "br" and b"</html>" in brotli.decompress(page.data)
    assert "Content-Encoding" not in visitor.get("/healthz", headers={"Accept-Encoding": "br"}).headers


def test_an_error_page_is_packed_too(visitor: Visitor) -> None:
    page = visitor.get("/nothing-here", headers={"Accept-Encoding": "gzip"})
    assert page.status_code == 404 and b"</html>" in gzip.decompress(page.data)


def test_a_head_request_says_the_length_of_the_page(app: Flask, visitor: Visitor) -> None:
    head = visitor.client.head("/apply", headers={"Accept-Encoding": "br"})
    assert head.status_code == 200 and head.data == b""
