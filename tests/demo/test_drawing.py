"""Pictures of the demo go through the same pipeline as anyone's."""

import pytest
from flask import Flask

from marketplace.demo.drawing import (
    Drawing,
    evidence,
    portrait,
    prepare,
    star_number,
    star_paper,
    usual_drawings,
    view,
)
from marketplace.demo.source import list_products, list_shops
from marketplace.media import storage
from marketplace.media.services import PreparedPhoto


def test_every_product_has_three_views_and_every_shop_two_pictures() -> None:
    wanted = usual_drawings()
    assert len(wanted) == len(set(wanted))
    photos = 3 * len(list_products()) + 2 * len(list_shops())
    assert len(wanted) == photos + sum(bool(product.ocop_stars) for product in list_products())


def test_numbers_of_sample_papers_say_so() -> None:
    assert star_number("mam-tom-hoang-phu").startswith("MAU-")


@pytest.mark.usefixtures("app")
class TestPreparing:
    def test_tiny_pictures_are_prepared_like_any_other(self) -> None:
        said: list[str] = []
        wanted = [view("siro-sam-bao", 0), portrait("nga-son"), evidence("identity", "0912000051", "back")]
        drawn = prepare(wanted, draw=False, say=said.append)
        assert set(drawn.photos) == set(wanted[:2]) and set(drawn.documents) == set(wanted[2:])
        photo = drawn.photos[wanted[0]]
        assert isinstance(photo, PreparedPhoto) and photo.renditions
        assert storage.find_rendition(photo.public_id, 160, "webp") is not None
        assert said == ["pictures: 3 of 3"]

    @pytest.mark.parametrize(
        "drawing",
        [view("siro-sam-bao", 1), portrait("nga-son"), star_paper("siro-sam-bao", "Siro sâm Báo", 3)],
        ids=lambda drawing: drawing.kind,
    )
    def test_real_pictures_are_drawn(self, drawing: Drawing) -> None:
        from marketplace.demo.drawing import _prepared

        _, prepared = _prepared(drawing, True)
        assert prepared.sha256


def test_no_two_tiny_pictures_are_alike(app: Flask) -> None:
    drawn = prepare([view("siro-sam-bao", n) for n in range(3)], draw=False, say=lambda line: None)
    assert len({photo.sha256 for photo in drawn.photos.values()}) == 3
