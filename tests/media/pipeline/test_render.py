"""What is served of a photo: right sizes, right way up, light, and nothing in it but pixels."""

import re
import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from marketplace.media.pipeline.inspect import Decoded, Kind, open_photo
from marketplace.media.pipeline.render import (
    CARD_BYTES,
    CARD_WIDTH,
    Rendered,
    average_colour,
    avif_renditions,
    rendition_widths,
    renditions,
)
from tests.media.pipeline.pictures import (
    CANARY,
    NOTED,
    encoded,
    exif,
    noise,
    noted_photos,
    quarters,
    scene,
    shows_quarters,
)

pytestmark = pytest.mark.filterwarnings("ignore")  # in service Pillow's warnings are not errors


def all_renditions(decoded: Decoded) -> list[Rendered]:
    return renditions(decoded) + avif_renditions(decoded)


def jpeg_segments(data: bytes) -> set[int]:
    """The marker codes before the picture data."""
    codes, at = set(), 2
    while data[at + 1] != 0xDA:
        codes.add(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return codes


def test_every_width_comes_in_webp_and_jpeg() -> None:
    made = renditions(open_photo(encoded(quarters(2000, 1500), "JPEG")))
    widths = [(160, 120), (320, 240), (480, 360), (640, 480), (960, 720), (1440, 1080)]
    assert [(each.width, each.height) for each in made if each.format == "webp"] == widths
    assert [(each.width, each.height) for each in made if each.format == "jpeg"] == widths
    assert len(made) == 12


def test_what_is_promised_is_what_opens() -> None:
    for each in all_renditions(open_photo(encoded(quarters(1000, 750), "JPEG"))):
        with Image.open(BytesIO(each.data)) as picture:
            assert picture.format is not None
            assert picture.format.lower() == each.format
            assert picture.size == (each.width, each.height)
            assert each.mime == f"image/{each.format}"
            assert shows_quarters(picture)


def test_a_small_photo_is_never_enlarged() -> None:
    made = all_renditions(open_photo(encoded(quarters(300, 400), "PNG")))
    assert {(each.width, each.height) for each in made} == {(160, 213), (300, 400)}
    assert rendition_widths(300) == [160, 300]
    assert rendition_widths(700) == [160, 320, 480, 640, 700]
    assert rendition_widths(1441) == [160, 320, 480, 640, 960, 1440]


def test_other_widths_can_be_asked_for() -> None:
    made = renditions(open_photo(encoded(quarters(), "JPEG")), widths=(240,))
    assert [(each.format, each.width) for each in made] == [("webp", 240), ("jpeg", 240)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_rendition_stands_upright(orientation: int) -> None:
    turns = Image.Transpose
    undo = [None, turns.FLIP_LEFT_RIGHT, turns.ROTATE_180, turns.FLIP_TOP_BOTTOM, turns.TRANSPOSE]
    undo += [turns.ROTATE_90, turns.TRANSVERSE, turns.ROTATE_270]
    turn = undo[orientation - 1]
    stored = quarters(800, 500) if turn is None else quarters(800, 500).transpose(turn)
    for each in all_renditions(open_photo(encoded(stored, "JPEG", exif=exif(orientation)))):
        with Image.open(BytesIO(each.data)) as picture:
            assert picture.size == (each.width, round(each.width * 500 / 800))
            assert shows_quarters(picture)


@pytest.mark.parametrize("name", NOTED)
def test_nothing_of_the_notes_is_served(name: str) -> None:
    sent = noted_photos()[name]
    assert CANARY in sent
    for each in all_renditions(open_photo(sent)):
        assert CANARY not in each.data
        assert CANARY.decode().encode("utf-16-be") not in each.data
        assert not re.search(rb"<script|exif\0|adobe|xpacket|http", each.data, re.IGNORECASE)
        with Image.open(BytesIO(each.data)) as picture:
            assert not picture.getexif()
            assert not {"exif", "comment", "icc_profile", "xmp", "photoshop"} & set(picture.info)


def test_served_files_hold_pixels_and_end_where_the_picture_ends() -> None:
    for each in all_renditions(open_photo(noted_photos()["jpeg"])):
        match each.format:
            case "jpeg":
                assert jpeg_segments(each.data) <= {0xE0, 0xDB, 0xC2, 0xC4}  # JFIF head, tables, frame
                assert each.data.endswith(b"\xff\xd9")
            case "webp":
                assert each.data[12:16] == b"VP8 "
                pixels = struct.unpack("<I", each.data[16:20])[0]
                assert 20 + pixels + pixels % 2 == len(each.data)
            case "avif":
                boxes, at = [], 0
                while at < len(each.data):
                    boxes.append(each.data[at + 4 : at + 8])
                    at += int.from_bytes(each.data[at : at + 4])
                assert boxes == [b"ftyp", b"meta", b"mdat"]
                assert at == len(each.data)


def test_notes_put_on_the_canvas_are_not_served_either() -> None:
    canvas = quarters(500, 400)
    canvas.info.update(comment=b"CANARY", exif=exif(6), icc_profile=b"CANARY", xmp=b"CANARY")
    for each in all_renditions(Decoded(Kind.JPEG, 500, 400, canvas)):
        assert CANARY not in each.data


@pytest.mark.parametrize("draw", [lambda: scene(1600, 1200), lambda: noise(480, 480), lambda: scene(900, 1200, seed=3)])
def test_a_card_weighs_at_most_twenty_kilobytes(draw: Callable[[], Image.Image]) -> None:
    made = all_renditions(open_photo(encoded(draw(), "PNG")))
    cards = [each for each in made if each.format != "jpeg" and each.width <= CARD_WIDTH]
    assert {(each.format, each.width) for each in cards} >= {("webp", 480), ("avif", 480)}
    assert all(len(each.data) <= CARD_BYTES for each in cards)


def test_quality_is_lowered_only_where_the_limit_asks_for_it() -> None:
    made = {each.width: each for each in renditions(open_photo(encoded(noise(960, 960), "PNG")))}
    assert len(made[960].data) > CARD_BYTES


def test_the_longest_strip_let_in_can_be_drawn() -> None:
    made = renditions(open_photo(encoded(quarters(1440, 14_400), "PNG")), widths=(480, 1440))
    assert (made[-1].width, made[-1].height) == (1440, 14_400)


@pytest.mark.parametrize(("colour", "text"), [("#ffffff", "#ffffff"), ("#0a141e", "#0a141e"), ("red", "#ff0000")])
def test_the_average_colour_stands_in_for_the_photo(colour: str, text: str) -> None:
    assert average_colour(open_photo(encoded(Image.new("RGB", (300, 300), colour), "PNG"))) == text


def test_the_average_of_two_halves_lies_between() -> None:
    picture = Image.new("RGB", (400, 400), "black")
    picture.paste("white", (0, 0, 200, 400))
    assert average_colour(open_photo(encoded(picture, "PNG"))) in {"#7f7f7f", "#808080"}
