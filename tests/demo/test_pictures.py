"""The demo pictures: three different views of every product, always the same, none like another, samples marked."""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from marketplace.demo import pictures

PRODUCTS = [
    "sam-bao-cu-tuoi",
    "sam-bao-kho-thai-lat",
    "tra-sam-bao",
    "ruou-sam-bao",
    "siro-sam-bao",
    "nem-chua-thanh-hoa",
    "banh-gai-tu-tru",
    "che-lam-phu-quang",
    "keo-lac-vinh-loc",
    "buoi-luan-van",
    "mam-tom-hoang-phu",
    "nuoc-mam-khuc-phu",
    "nuoc-mam-ba-lang",
    "mam-tep-ha-yen",
    "mam-cay-quang-phuc",
    "chieu-coi-nga-son",
    "gio-coi-nga-son",
    "ruou-nga-son",
    "ruou-chi-ne",
    "banh-la-ha-lai",
    "bo-dung-cu-nha-bep-go",
    "gao-nep-cai-hoa-vang-ha-long",
    "dau-lac-ha-trung",
    "mien-gao-quy-loc",
    "mien-gao-thang-long",
    "tuong-xuan-pha",
    "che-xanh-binh-son",
    "mat-ong-yen-nhan",
    "que-thuong-xuan",
    "ong-hut-tre-thuong-xuan",
    "dau-sachi-luong-son",
    "nam-linh-chi-nhu-thanh",
    "cam-nhu-xuan",
    "dua-kim-hoang-hau",
    "yen-sao-hau-loc",
    "bot-san-day-ngoc-lac",
    "lap-suon-ba-thuoc",
    "vit-co-lung",
    "tho-cam-lan-ngoai",
    "tho-cam-muong-lat",
    "nhieu-hong-do",
    "duc-dong-tra-dong",
    "mang-kho-quan-hoa",
    "la-ngam-chan-quang-xuong",
    "nuoc-cot-atiso-hai-linh",
    "sua-hat-nguyet-vien",
]
TRIEU_SON = ["sam-bao-trieu-son-cu-tuoi", "sam-bao-trieu-son-thai-lat", "tra-sam-bao-trieu-son"]

# mean difference of grey, out of 255, over a 16 by 16 thumbnail: below this two pictures look alike in a list
LIKENESS = 8.0

Thumbnail = bytes
Key = tuple[str, int]


def thumbnail(picture: Image.Image) -> Thumbnail:
    return picture.convert("L").resize((16, 16), Image.Resampling.BOX).tobytes()


def difference(first: Thumbnail, second: Thumbnail) -> float:
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


def digest(picture: Image.Image) -> str:
    return hashlib.sha256(picture.tobytes()).hexdigest()


@pytest.fixture(scope="module")
def drawn() -> Mapping[Key, tuple[Thumbnail, tuple[int, int], str, str]]:
    shown = {}
    for slug in PRODUCTS + TRIEU_SON:
        for view in pictures.VIEWS:
            picture = pictures.draw_product(slug, view)
            shown[slug, view] = (thumbnail(picture), picture.size, picture.mode, digest(picture))
    return shown


def test_every_product_has_three_views_of_the_right_size(drawn):
    assert len(PRODUCTS) == 46
    assert len(drawn) == 3 * (46 + 3)
    assert {(size, mode) for _, size, mode, _ in drawn.values()} == {((1200, 900), "RGB")}


def test_no_scene_is_left_without_a_product():
    assert sorted(pictures.product_slugs()) == sorted(PRODUCTS + TRIEU_SON)


def test_no_two_pictures_are_alike(drawn):
    alike = [
        (one, other) for (one, a), (other, b) in combinations(drawn.items(), 2) if difference(a[0], b[0]) < LIKENESS
    ]
    assert alike == []


def test_no_picture_is_nearly_empty(drawn):
    flat = [key for key, (grey, *_) in drawn.items() if max(grey) - min(grey) < 60]
    assert flat == []


def test_the_same_picture_comes_out_in_another_process_and_order(drawn):
    """Given what was drawn here in one order, when another process draws some of it backwards, the bytes agree."""
    sample = list(drawn)[::-9]
    script = (
        "import hashlib, sys\n"
        "from marketplace.demo.pictures import draw_product\n"
        "for word in sys.argv[1:]:\n"
        "    slug, view = word.split('/')\n"
        "    print(hashlib.sha256(draw_product(slug, int(view)).tobytes()).hexdigest())\n"
    )
    words = [f"{slug}/{view}" for slug, view in sample]
    root = Path(pictures.__file__).parents[3]
    answer = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=root, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True
    )
    assert answer.stderr == ""
    assert answer.stdout.split() == [drawn[key][3] for key in sample]


@pytest.mark.parametrize(("slug", "view"), [("khong-co", 0), ("sam-bao-cu-tuoi", 3), ("sam-bao-cu-tuoi", -1)])
def test_an_unknown_product_or_view_is_refused(slug, view):
    with pytest.raises(pictures.UnknownPicture):
        pictures.draw_product(slug, view)


def test_each_of_the_thirteen_stalls_has_its_own_cover():
    covers = {key: pictures.draw_shop_cover(key, 0) for key in pictures.SHOP_COVERS}
    assert len(covers) == 13
    assert {(c.size, c.mode) for c in covers.values()} == {((1600, 700), "RGB")}
    assert all(difference(thumbnail(a), thumbnail(b)) > LIKENESS for a, b in combinations(covers.values(), 2))
    assert digest(pictures.draw_shop_cover("nga-son", 0)) == digest(covers["nga-son"])


def test_a_cover_varies_with_its_seed_and_an_unnamed_place_still_has_one():
    assert digest(pictures.draw_shop_cover("pu-nhi", 1)) != digest(pictures.draw_shop_cover("pu-nhi", 2))
    unnamed = [pictures.draw_shop_cover("gian-hang-khac", 4) for _ in range(2)]
    assert digest(unnamed[0]) == digest(unnamed[1])


def test_sellers_marks_differ_and_repeat():
    marks = [pictures.draw_portrait(seed) for seed in range(20)]
    assert {(m.size, m.mode) for m in marks} == {((400, 400), "RGB")}
    assert len({digest(m) for m in marks}) == 20
    assert digest(pictures.draw_portrait(11)) == digest(marks[11])
    assert digest(pictures.draw_portrait(11, "BT")) != digest(marks[11])


def test_a_certificate_shows_its_number_and_is_stamped_as_a_sample():
    page = pictures.draw_document("ocop", "Giấy chứng nhận OCOP", "MAU-2026-0001")
    other = pictures.draw_document("ocop", "Giấy chứng nhận OCOP", "MAU-2026-0002")
    assert (page.size, page.mode) == ((1000, 1414), "RGB")
    assert digest(page) != digest(other)
    assert madder_share(page.crop((200, 500, 800, 1000))) > 0.03


@pytest.mark.parametrize("number", ["2026-0001", "", "mau-2026-0001", "OCOP-MAU-1"])
def test_a_certificate_without_a_sample_number_is_refused(number):
    with pytest.raises(ValueError, match="MAU-"):
        pictures.draw_document("ocop", "Giấy chứng nhận OCOP", number)


@pytest.mark.parametrize("kind", ["id_front", "id_back", "workshop"])
def test_evidence_is_stamped_as_a_sample_and_repeats(kind):
    scan = pictures.draw_evidence(kind, 5)
    assert (scan.size, scan.mode) == ((1200, 900), "RGB")
    assert madder_share(scan.crop((350, 250, 850, 650))) > 0.02
    assert digest(scan) == digest(pictures.draw_evidence(kind, 5))
    assert digest(scan) != digest(pictures.draw_evidence(kind, 6))


def madder_share(picture: Image.Image) -> float:
    """The share of pixels that carry the red of the stamp."""
    red, green, blue = (channel.tobytes() for channel in picture.split())
    inked = sum(1 for r, g, b in zip(red, green, blue, strict=True) if r - g > 45 and r - b > 40)
    return inked / len(red)
