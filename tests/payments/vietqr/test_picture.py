"""VietQR pictures: an independent reader sees in them exactly the text that was meant."""

import re
from io import BytesIO
from random import Random
from xml.etree import ElementTree

import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw

from marketplace.payments.vietqr.memo import new_memo
from marketplace.payments.vietqr.payload import Payload, encode, transfer_to_account
from marketplace.payments.vietqr.picture import qr_png, qr_svg

SHORTEST = Payload(bin="970422", account="1")
ORDER = transfer_to_account(bank_bin="970422", account="0000000000000", amount_dong=1_250_000, memo=new_memo(Random(1)))
LONGEST = Payload(
    bin="970422",
    account="V3TEST0000000000001",
    poi="12",
    amount_dong=9_999_999_999_999,
    additional=(("01", "x" * 25), ("05", "y" * 25), ("08", "z" * 25)),
    name="HOI LIEN HIEP PHU NU TINH",
    city="THANH HOA",
)


def read(picture: Image.Image) -> zxingcpp.Barcode:
    [code] = zxingcpp.read_barcodes(picture)
    return code


def drawn(svg: str) -> Image.Image:
    """The picture a browser makes of the strokes: `M` goes to, `m` moves by, `h` draws a run of modules."""
    element = ElementTree.fromstring(svg)
    scale = int(re.findall(r"scale\((\d+)\)", svg)[0])
    picture = Image.new("1", (int(element.attrib["width"]), int(element.attrib["height"])), 1)
    pen = ImageDraw.Draw(picture)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-0-9. ]+)", element.findall(".//path")[-1].attrib["d"]):
        steps = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command == "h":
            pen.rectangle((x * scale, (y - 0.5) * scale, (x + steps[0]) * scale - 1, (y + 0.5) * scale - 1), fill=0)
            x += steps[0]
        else:
            x, y = (steps[0], steps[1]) if command == "M" else (x + steps[0], y + steps[1])
    return picture


@pytest.mark.parametrize("payload", [SHORTEST, ORDER, LONGEST])
def test_the_file_is_read_by_an_independent_reader(payload: Payload) -> None:
    picture = Image.open(BytesIO(qr_png(payload)))
    code = read(picture)
    assert code.text == encode(payload)
    assert code.ec_level == "M"
    assert picture.format == "PNG"
    assert min(picture.size) >= 300


@pytest.mark.parametrize("payload", [SHORTEST, ORDER, LONGEST])
def test_the_element_in_the_page_is_read_by_an_independent_reader(payload: Payload) -> None:
    picture = drawn(qr_svg(payload))
    assert read(picture).text == encode(payload)
    assert min(picture.size) >= 300


def test_the_file_survives_a_phone_photograph() -> None:
    photograph = Image.open(BytesIO(qr_png(ORDER))).convert("L").rotate(7, expand=True, fillcolor=255)
    saved = BytesIO()
    photograph.resize((240, 240)).save(saved, "JPEG", quality=40)
    assert read(Image.open(saved)).text == encode(ORDER)


def test_the_element_needs_no_style_and_can_shrink() -> None:
    svg = qr_svg(ORDER)
    assert "style" not in svg and "script" not in svg
    assert 'viewBox="0 0 ' in svg
    assert svg.startswith("<svg ")


def test_the_correction_level_does_not_grow_by_itself() -> None:
    assert segno.make_qr(encode(SHORTEST), error="m", boost_error=False).error == "M"
    assert read(Image.open(BytesIO(qr_png(SHORTEST)))).ec_level == "M"
