"""Pictures of the demo: a file for each, none like another, papers marked as samples; kept like anyone's."""

from collections.abc import Mapping
from io import BytesIO
from itertools import combinations

import pytest
from flask import Flask
from PIL import Image

from marketplace.core import outbox
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.demo.pictures import (
    FILES,
    VIEWS,
    Picture,
    cover,
    evidence,
    portrait,
    preparing,
    read_picture,
    star_number,
    star_paper,
    usual_pictures,
    view,
)
from marketplace.demo.queue import queue_pictures
from marketplace.media import promises, storage
from marketplace.media.services import keep_document, keep_photo
from marketplace.story.source import list_products, list_shops

WANTED = [*usual_pictures(), *queue_pictures()]
# mean difference of grey, out of 255, over a 16 by 16 thumbnail: below this two pictures look alike in a list
LIKENESS = 8.0


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(read_picture(picture)))


def thumbnail(picture: Picture) -> bytes:
    return opened(picture).convert("L").resize((16, 16), Image.Resampling.BOX).tobytes()


def difference(first: bytes, second: bytes) -> float:
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


def madder_share(picture: Image.Image) -> float:
    """The share of pixels that carry the red of the stamp."""
    red, green, blue = (channel.tobytes() for channel in picture.convert("RGB").split())
    return sum(1 for r, g, b in zip(red, green, blue, strict=True) if r - g > 45 and r - b > 40) / len(red)


@pytest.fixture(scope="module")
def thumbnails() -> Mapping[Picture, bytes]:
    return {picture: thumbnail(picture) for picture in WANTED if not picture.is_paper}


class TestFiles:
    def test_every_product_has_three_views_and_every_shop_two_pictures(self) -> None:
        wanted = usual_pictures()
        assert len(wanted) == len(set(wanted))
        photos = 3 * len(list_products()) + 2 * len(list_shops())
        assert len(wanted) == photos + sum(bool(product.ocop_stars) for product in list_products())

    def test_every_picture_has_its_file_and_no_file_is_left_over(self) -> None:
        folder = FILES
        there = {str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("*.webp")}
        assert there == {picture.name for picture in WANTED}

    def test_they_are_small_and_say_that_a_program_drew_them(self) -> None:
        assert sum(len(read_picture(picture)) for picture in WANTED) <= 12_000_000
        for picture in WANTED:
            image = opened(picture)
            assert image.format == "WEBP" and 400 <= max(image.size) <= 960, picture
            assert b"digitalsourcetype/algorithmicMedia" in image.info["xmp"], picture

    def test_each_kind_has_its_shape(self) -> None:
        sizes = {
            "products": (960, 720),
            "cover": (960, 420),
            "portrait": (400, 400),
            "certificates": (679, 960),
            "evidence": (960, 720),
        }
        for picture in WANTED:
            folder, name = picture.name.split("/")
            assert opened(picture).size == sizes[name.rpartition("-")[2] if folder == "shops" else folder], picture

    def test_no_two_look_alike(self, thumbnails: Mapping[Picture, bytes]) -> None:
        shown = {name: grey for name, grey in thumbnails.items() if not name.name.endswith("-portrait")}
        alike = [(a.name, b.name) for a, b in combinations(shown, 2) if difference(shown[a], shown[b]) < LIKENESS]
        assert alike == []
        assert len(set(thumbnails.values())) == len(thumbnails)

    def test_none_is_nearly_empty(self, thumbnails: Mapping[Picture, bytes]) -> None:
        goods = {name: grey for name, grey in thumbnails.items() if name.name.startswith("products/")}
        assert [name for name, grey in goods.items() if max(grey) - min(grey) < 60] == []

    def test_papers_are_stamped_as_samples_and_differ(self) -> None:
        papers = [picture for picture in WANTED if picture.is_paper]
        assert len({read_picture(paper) for paper in papers}) == len(papers)
        for paper in papers:
            image = opened(paper)
            wide, high = image.size
            assert madder_share(image.crop((wide // 4, high // 3, 3 * wide // 4, 2 * high // 3))) > 0.02, paper

    def test_numbers_of_sample_papers_say_so(self) -> None:
        assert star_number("mam-tom-hoang-phu").startswith("MAU-")


class TestPreparing:
    def test_tiny_pictures_are_prepared_like_any_other(self, app: Flask) -> None:
        photo, paper = view("siro-sam-bao", 1), evidence("identity", "0912000051", "back")
        with preparing([photo, paper], tiny=True) as pictures:
            assert storage.find_rendition(pictures.photo(photo).public_id, 160, "webp") is not None
            with pytest.raises(TypeError):
                pictures.photo(paper)
            with pytest.raises(TypeError):
                pictures.document(photo)

    def test_no_two_tiny_pictures_are_alike(self, app: Flask) -> None:
        views = [view("siro-sam-bao", n) for n in VIEWS]
        with preparing(views, tiny=True) as pictures:
            assert len({pictures.photo(picture).sha256 for picture in views}) == 3

    def test_the_files_are_kept_and_the_worker_draws_their_renditions(self, app: Flask) -> None:
        wanted = [view("siro-sam-bao", 2), cover("nga-son"), portrait("nga-son"), star_paper("siro-sam-bao")]
        with preparing(wanted, tiny=False) as pictures, transaction():
            photos = [keep_photo(pictures.photo(picture), None) for picture in wanted[:3]]
            keep_document(pictures.document(wanted[3]), None)
        assert [len(photo.renditions) for photo in photos] == [1, 1, 1]
        assert list(promises.served_pictures_are_clean()) == []
        while outbox.run_due():
            pass
        session.expire_all()
        assert [len(photo.renditions) for photo in photos] == [3 * 5, 3 * 5, 3 * 3]
        assert [*promises.files_are_there(), *promises.served_pictures_are_clean()] == []
