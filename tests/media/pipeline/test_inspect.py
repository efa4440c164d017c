"""Which photos are let in, what becomes of them, and why the others are refused."""

import struct
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from marketplace.media.pipeline.errors import SENTENCES
from marketplace.media.pipeline.inspect import MAX_BYTES, Kind, PhotoRefused, Reason, open_photo
from tests.media.pipeline.pictures import (
    BLUE,
    GREEN,
    NOTED,
    RED,
    SAMPLES,
    WHITE,
    boxes_claiming,
    colour_at,
    colour_profile,
    encoded,
    exif,
    jpeg_claiming,
    mutants,
    noted_photos,
    png_bomb,
    png_chunk,
    quarters,
    scene,
    shows_quarters,
)

pytestmark = pytest.mark.filterwarnings("ignore")  # in service Pillow's warnings are not errors
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
TURNS = [  # how the camera stored an upright scene, for each way of holding it
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.ROTATE_180,
    Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.ROTATE_90,
    Image.Transpose.TRANSVERSE,
    Image.Transpose.ROTATE_270,
]


def why(data: bytes) -> Reason:
    """The reason the photo is refused for."""
    with pytest.raises(PhotoRefused) as refusal:
        open_photo(data)
    assert SENTENCES[refusal.value.reason] == refusal.value.sentence
    return refusal.value.reason


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return out.getvalue()


# Let in


@pytest.mark.parametrize("name", FORMATS)
def test_a_photo_becomes_plain_pixels(name: str) -> None:
    decoded = open_photo(encoded(quarters(), FORMATS[name]))
    assert (decoded.kind, decoded.width, decoded.height) == (Kind(name), 320, 240)
    assert decoded.mime == f"image/{name}"
    assert decoded.image.mode == "RGB"
    assert decoded.image.info == {}
    assert shows_quarters(decoded.image)


def test_a_heic_photo_is_read() -> None:
    decoded = open_photo((SAMPLES / "quarters.heic").read_bytes())
    assert (decoded.kind, decoded.width, decoded.height) == (Kind.HEIC, 320, 240)
    assert shows_quarters(decoded.image)


def test_a_heic_photo_held_sideways_stands_upright() -> None:
    decoded = open_photo((SAMPLES / "quarters_turned.heic").read_bytes())
    assert (decoded.width, decoded.height) == (240, 320) == decoded.image.size
    assert shows_quarters(decoded.image, (BLUE, RED, WHITE, GREEN))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(name: str, orientation: int) -> None:
    turn = TURNS[orientation - 1]
    stored = quarters() if turn is None else quarters().transpose(turn)
    decoded = open_photo(encoded(stored, FORMATS[name], exif=exif(orientation)))
    assert (decoded.width, decoded.height) == (320, 240) == decoded.image.size
    assert shows_quarters(decoded.image)


@pytest.mark.parametrize("noted", [0, 9, 4711])
def test_an_odd_orientation_note_is_passed_over(noted: int) -> None:
    assert shows_quarters(open_photo(encoded(quarters(), "JPEG", exif=exif(noted))).image)


def test_broken_camera_notes_do_not_refuse_a_good_photo() -> None:
    broken = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\x03\xff\xff\xff\xff" * 3
    assert shows_quarters(open_photo(encoded(quarters(), "JPEG", exif=broken)).image)


def test_a_large_photo_is_reduced_and_remembers_its_size() -> None:
    data = encoded(quarters(4000, 3000), "JPEG", exif=exif(6))
    decoded = open_photo(data)
    assert (decoded.width, decoded.height) == (3000, 4000)
    assert decoded.image.size == (1500, 2000)


@pytest.mark.parametrize("name", ["PNG", "WEBP"])
def test_a_large_picture_is_reduced_without_seams(name: str) -> None:
    decoded = open_photo(encoded(quarters(4321, 2999), name))
    assert (decoded.width, decoded.height) == (4321, 2999)
    assert decoded.image.size == (2161, 1500)
    assert shows_quarters(decoded.image)
    assert {decoded.image.getpixel((5, y)) for y in range(740)} <= {RED} or name == "WEBP"


def test_transparency_becomes_white_paper() -> None:
    picture = quarters().convert("RGBA")
    picture.putalpha(Image.new("L", picture.size, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 160, 120))
    for name in ("PNG", "WEBP"):
        decoded = open_photo(encoded(picture, name, lossless=True))
        assert shows_quarters(decoded.image, (WHITE, GREEN, BLUE, WHITE))


def test_a_palette_with_a_see_through_colour_becomes_white_paper() -> None:
    picture = quarters().quantize(8)
    decoded = open_photo(encoded(picture, "PNG", transparency=picture.getpixel((10, 10))))
    assert shows_quarters(decoded.image, (WHITE, GREEN, BLUE, WHITE))


def test_grey_with_transparency_becomes_white_paper() -> None:
    picture = Image.new("LA", (300, 300), (0, 0))
    assert open_photo(encoded(picture, "PNG")).image.getpixel((150, 150)) == WHITE


def test_sixteen_bits_of_grey_are_scaled_not_clipped() -> None:
    picture = Image.new("I;16", (300, 300), 0x8000)
    assert open_photo(encoded(picture, "PNG")).image.getpixel((150, 150)) == (128, 128, 128)


def test_black_and_white_is_let_in() -> None:
    assert open_photo(encoded(Image.new("1", (300, 300), 1), "PNG")).image.getpixel((1, 1)) == WHITE


def test_print_colours_become_screen_colours() -> None:
    decoded = open_photo(encoded(quarters().convert("CMYK"), "JPEG", quality=95))
    assert decoded.image.mode == "RGB"
    assert shows_quarters(decoded.image, slack=40)


def test_colours_follow_the_profile_of_the_camera() -> None:
    data = encoded(quarters(), "PNG", icc_profile=colour_profile(swapped=True))
    red_seen = colour_at(open_photo(data).image, (10, 10))
    assert red_seen[1] > 150 > 100 > red_seen[0]


def test_a_broken_profile_does_not_refuse_a_good_photo() -> None:
    assert shows_quarters(open_photo(encoded(quarters(), "JPEG", icc_profile=b"not a profile" * 20)).image)


@pytest.mark.parametrize("name", NOTED)
def test_notes_and_trailing_bytes_are_left_behind(name: str) -> None:
    decoded = open_photo(noted_photos()[name])
    assert decoded.image.info == {}
    assert not decoded.image.getexif()


def test_what_phones_put_behind_a_photo_is_passed_over() -> None:
    photo = encoded(quarters(), "JPEG")
    film = struct.pack(">I", 24) + b"ftypmp42\0\0\0\0mp42isom" + struct.pack(">I", 16) + b"mdat" + b"\x01" * 8
    maker = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1718000000000SEFHk\0\0\0\x01\0\0\0\x18\0\0\0SEFT"
    for beside in (encoded(scene(80, 60), "JPEG"), film, maker, b"\0" * 4096, b"\r\n"):
        assert shows_quarters(open_photo(photo + beside).image)


def test_a_photo_with_a_second_view_is_read_as_its_first() -> None:
    data = encoded(quarters(), "MPO", save_all=True, append_images=[scene(320, 240)])
    decoded = open_photo(data)
    assert decoded.kind is Kind.JPEG
    assert shows_quarters(decoded.image)


# Refused


def test_an_empty_file_is_refused() -> None:
    assert why(b"") is Reason.EMPTY


def test_a_file_above_the_limit_is_refused_undecoded() -> None:
    assert why(encoded(quarters(), "JPEG") + b"\0" * MAX_BYTES) is Reason.TOO_LARGE_FILE


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!DOCTYPE html><html><body onload=alert(1)>" + encoded(quarters(), "JPEG"),
        b"%PDF-1.7\n" + encoded(quarters(), "JPEG"),
        zipped(),
        encoded(quarters(), "GIF"),
        encoded(quarters(), "GIF", save_all=True, append_images=[scene(320, 240)]),
        encoded(quarters(), "TIFF"),
        encoded(quarters(), "BMP"),
        encoded(quarters(), "ICO"),
        encoded(quarters(), "JPEG2000"),
        encoded(quarters(), "PPM"),
        encoded(quarters(), "PDF"),
        struct.pack(">I", 24) + b"ftypmp42\0\0\0\0mp42isom",
        b"MZ" + b"\0" * 500,
        b"\xff\xd8",
        b"RIFF\x24\0\0\0WAVEfmt ",
        "Ảnh củ sâm Báo".encode(),
        b"\0" * 100,
    ],
    ids=lambda data: repr(data[:8]),
)
def test_other_kinds_of_file_are_refused(data: bytes) -> None:
    assert why(data) is Reason.NOT_A_PHOTO


@pytest.mark.parametrize("name", ["png", "webp", "avif"])
def test_moving_pictures_are_refused(name: str) -> None:
    frames = [scene(300, 300, seed) for seed in (1, 2)]
    data = encoded(quarters(300, 300), FORMATS[name], save_all=True, append_images=frames, duration=100)
    assert why(data) is Reason.ANIMATED


def test_a_heic_sequence_is_refused() -> None:
    assert why((SAMPLES / "quarters.heic").read_bytes().replace(b"ftypheic", b"ftyphevc")) is Reason.ANIMATED


BOMBS = {  # made when they are tried: looking for tests is to be quick
    "png": png_bomb,
    "jpeg": lambda: jpeg_claiming(20_000, 20_000),
    "jpeg-huge": lambda: jpeg_claiming(65_000, 65_000),
    "heic": lambda: boxes_claiming((SAMPLES / "quarters.heic").read_bytes(), 30_000, 30_000),
    "avif": lambda: boxes_claiming(encoded(quarters(), "AVIF"), 9_000, 9_000),
    "just-above": lambda: encoded(Image.new("1", (7000, 6000)), "PNG"),
    "webp": lambda: encoded(Image.new("RGB", (6000, 4100)), "WEBP", quality=1, method=0),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    data = BOMBS[name]()
    assert len(data) < 200_000
    assert why(data) is Reason.TOO_MANY_PIXELS


def test_a_heic_that_lies_about_its_size_is_refused() -> None:
    assert why(boxes_claiming((SAMPLES / "quarters.heic").read_bytes(), 200, 200)) is Reason.DAMAGED


def test_notes_that_unpack_without_end_are_refused() -> None:
    photo = encoded(quarters(), "PNG")
    text = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000, 9))
    assert why(photo[:33] + text + photo[33:]) is Reason.DAMAGED


def test_a_photo_of_endless_scans_is_refused() -> None:
    data = encoded(quarters(), "JPEG", progressive=True)
    first = data.index(b"\xff\xda")
    scan = data[first : data.index(b"\xff", first + 12)]
    assert shows_quarters(open_photo(data[:-2] + scan * 20 + b"\xff\xd9").image)
    assert why(data[:-2] + scan * 1000 + b"\xff\xd9") is Reason.DAMAGED


@pytest.mark.parametrize(("width", "height"), [(199, 400), (400, 199), (1, 1)])
def test_tiny_pictures_are_refused(width: int, height: int) -> None:
    assert why(encoded(quarters(width, height), "PNG")) is Reason.TOO_SMALL


def test_the_smallest_picture_is_let_in() -> None:
    assert open_photo(encoded(quarters(200, 200), "PNG")).width == 200


@pytest.mark.parametrize(("width", "height"), [(200, 2001), (2500, 240)])
def test_long_strips_are_refused(width: int, height: int) -> None:
    assert why(encoded(quarters(width, height), "PNG")) is Reason.TOO_NARROW


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("name", [*FORMATS, "heic"])
def test_photos_cut_short_are_refused(name: str, kept: float) -> None:
    whole = (SAMPLES / "quarters.heic").read_bytes() if name == "heic" else encoded(scene(320, 240), FORMATS[name])
    assert why(whole[: int(len(whole) * kept)]) is Reason.DAMAGED


STOWAWAYS = {
    "zip": zipped(),
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "html": b"\n<!DOCTYPE html><html><body>hi</body></html>",
    "script": b"<ScRiPt src=//evil></sCrIpT>",
    "svg": b"<svg onload=alert(1)>",
    "php": b"<?php system($_GET['c']); ?>",
    "rar": b"Rar!\x1a\x07\x01\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\0\x04",
    "program": b"MZ\x90\0\x03\0\0\0",
    "elf": b"\x7fELF\x02\x01\x01",
    "shell": b"\n#!/bin/sh\nid",
    "office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


@pytest.mark.parametrize("stowaway", STOWAWAYS)
@pytest.mark.parametrize("name", [*FORMATS, "heic"])
def test_a_file_behind_the_photo_is_refused(name: str, stowaway: str) -> None:
    photo = (SAMPLES / "quarters.heic").read_bytes() if name == "heic" else encoded(quarters(), FORMATS[name])
    assert why(photo + STOWAWAYS[stowaway]) is Reason.HIDDEN_CONTENT


def test_an_archive_inside_the_camera_notes_is_refused() -> None:
    assert why(encoded(quarters(), "JPEG", comment=zipped())) is Reason.HIDDEN_CONTENT


def test_a_document_inside_the_camera_notes_is_refused() -> None:
    assert why(encoded(quarters(), "JPEG", comment=STOWAWAYS["pdf"])) is Reason.HIDDEN_CONTENT


def test_a_page_in_a_spare_box_is_refused() -> None:
    page = b"<html><script>alert(1)</script>"
    photo = (SAMPLES / "quarters.heic").read_bytes()
    assert why(photo + struct.pack(">I", 8 + len(page)) + b"free" + page) is Reason.HIDDEN_CONTENT


def test_two_thousand_broken_photos_raise_nothing_but_refusals() -> None:
    refused = Counter[Reason]()
    for data in mutants(2_000, seed=20260):
        try:
            assert open_photo(data).image.mode == "RGB"
        except PhotoRefused as refusal:
            refused[refusal.reason] += 1
    assert refused[Reason.DAMAGED] > 500
    assert refused.total() < 1_700  # the rest was decoded: the changes reach the decoders


@pytest.mark.parametrize(("name", "size"), [("PNG", (7300, 5470)), ("WEBP", (6000, 4000)), ("JPEG", (7300, 5470))])
def test_the_largest_photo_stays_within_half_a_gigabyte(name: str, size: tuple[int, int]) -> None:
    code = (
        "import re, sys; from marketplace.media.pipeline.inspect import open_photo;"
        "from marketplace.media.pipeline.render import renditions;"
        "renditions(open_photo(sys.stdin.buffer.read()));"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
    )
    mode, options = ("RGBA", {"compress_level": 1}) if name == "PNG" else ("RGB", {"method": 0, "progressive": True})
    data = encoded(Image.new(mode, size, "teal"), name, **options)
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True, timeout=60)
    assert int(done.stdout) <= 512


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_that_lacks_only_its_end_mark_is_let_in(progressive: bool) -> None:
    """(8.18) Its pixels are whole; one that lacks a line of them is damaged, and so is one that lacks a scan."""
    whole = encoded(scene(640, 480), "JPEG", progressive=progressive)
    known = open_photo(whole).image.tobytes()
    for cut in (whole[:-1], whole[:-2], whole[:-2] + b"\0" * 500):
        assert open_photo(cut).image.tobytes() == known
    last_scan = whole.rfind(b"\xff\xda")
    for cut in (whole[:-40], whole[: len(whole) * 3 // 4], *([whole[:last_scan]] if progressive else [])):
        assert why(cut) is Reason.DAMAGED


def test_what_makers_put_behind_a_photo_is_let_in() -> None:
    """(8.18) Notes, a film, four bytes of which happen to be those of an archive's entry."""
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\x91\x17PK\x03\x04\xf3\x9a\x88\x71\xe2" * 9
    notes = b'vivo{"cameraid":0,"model":"V2027"}', b"\0\0\1\x0bMotionPhoto_Data" + film + b"SEFH\x6a\0\0\0SEFT", film
    photo = encoded(scene(640, 480), "JPEG")
    for behind in notes:
        assert open_photo(photo + behind).image.size == (640, 480)
