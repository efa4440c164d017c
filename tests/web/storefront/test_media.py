"""Photos over the wire: kept for a year, never sniffed, and nothing else reachable by their address."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from marketplace.core import outbox
from marketplace.core.transactions import transaction
from marketplace.media import exchanges, services
from marketplace.media.models import Photo
from tests.media.test_exchanges import PDF, a_jpeg
from tests.visitors import Visitor


@pytest.fixture
def photo(app: Flask) -> Photo:
    prepared = exchanges.prepare_photo(a_jpeg(700, 500))
    with transaction():
        return services.keep_photo(prepared, None)


@pytest.mark.parametrize(("kind", "mime"), [("webp", "image/webp"), ("jpg", "image/jpeg")])
def test_a_photo_is_served_for_ever(visitor: Visitor, photo: Photo, kind: str, mime: str) -> None:
    answer = visitor.get(f"/media/{photo.public_id}/480.{kind}")
    assert answer.status_code == 200
    assert answer.mimetype == mime
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert Image.open(BytesIO(answer.data)).width == 480


def test_a_missing_width_answers_with_the_largest_smaller_one(visitor: Visitor, photo: Photo) -> None:
    for asked, given in ((1440, 700), (500, 480), (10, 160)):
        answer = visitor.get(f"/media/{photo.public_id}/{asked}.webp")
        assert Image.open(BytesIO(answer.data)).width == given


def test_avif_answers_as_webp_until_it_is_drawn(visitor: Visitor, photo: Photo) -> None:
    before = visitor.get(f"/media/{photo.public_id}/320.avif")
    assert before.mimetype == "image/webp"
    assert before.headers["Cache-Control"] == "public, max-age=600"
    while outbox.run_due():
        pass
    after = visitor.get(f"/media/{photo.public_id}/320.avif")
    assert after.mimetype == "image/avif"
    assert "immutable" in after.headers["Cache-Control"]


def test_until_the_worker_came_one_rendition_answers_for_all(app: Flask, visitor: Visitor) -> None:
    prepared = exchanges.prepare_photo_soon(a_jpeg(700, 500))
    with transaction():
        photo = services.keep_photo(prepared, None)
    for name in ("480.webp", "480.jpg", "480.avif", "160.webp"):
        before = visitor.get(f"/media/{photo.public_id}/{name}")
        assert (before.status_code, before.mimetype) == (200, "image/webp")
        assert before.headers["Cache-Control"] == "public, max-age=600"
        assert Image.open(BytesIO(before.data)).width == 700
    while outbox.run_due():
        pass
    for name, mime in (("480.webp", "image/webp"), ("480.jpg", "image/jpeg"), ("480.avif", "image/avif")):
        after = visitor.get(f"/media/{photo.public_id}/{name}")
        assert after.mimetype == mime
        assert "immutable" in after.headers["Cache-Control"]
        assert Image.open(BytesIO(after.data)).width == 480


@pytest.mark.parametrize(
    "path",
    [
        "/media/{id}/480.gif",
        "/media/{id}/480.sealed",
        "/media/{id}/-1.webp",
        "/media/AAAAAAAAAAAAAAAAAAAAAA/480.webp",
        "/media/../originals/480.webp",
        "/media/..%2foriginals%2f{id}/480.webp",
        "/media/{id}/../../{id}.sealed",
        "/uploads/originals/{id}.sealed",
        "/originals/{id}.sealed",
    ],
)
def test_nothing_else_has_an_address(visitor: Visitor, photo: Photo, path: str) -> None:
    assert visitor.get(path.format(id=photo.public_id)).status_code == 404


def test_a_private_paper_has_no_address(app: Flask, visitor: Visitor) -> None:
    prepared = exchanges.prepare_document(PDF)
    with transaction():
        file = services.keep_document(prepared, None)
    for kind in ("webp", "jpg", "avif", "pdf"):
        assert visitor.get(f"/media/{file.public_id}/480.{kind}").status_code == 404
