"""Pictures for the tests of the pipeline: asymmetric quarters, notes with canaries, and files made to harm."""

import random
import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin

SAMPLES = Path(__file__).parent / "samples"
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 170, 30), (30, 30, 220), (255, 255, 255)
QUARTERS = (RED, GREEN, BLUE, WHITE)  # top left, top right, bottom left, bottom right
CANARY = b"CANARY"
NOTED = ("jpeg", "png", "webp", "avif", "heic")  # the formats of `noted_photos`


def quarters(width: int = 320, height: int = 240) -> Image.Image:
    """A picture no turn or mirror leaves unchanged."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    return picture


def colour_at(picture: Image.Image, spot: tuple[int, int]) -> tuple[int, ...]:
    """The colour of one pixel."""
    return tuple(picture.convert("RGB").crop((*spot, spot[0] + 1, spot[1] + 1)).tobytes())


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters."""
    w, h = picture.size
    spots = [(w // 4, h // 4), (3 * w // 4, h // 4), (w // 4, 3 * h // 4), (3 * w // 4, 3 * h // 4)]
    return [colour_at(picture, spot) for spot in spots]


def shows_quarters(picture: Image.Image, expected: tuple[tuple[int, ...], ...] = QUARTERS, slack: int = 24) -> bool:
    """Whether each quarter has its colour, allowing for lossy coding."""
    pairs = zip(corners(picture), expected, strict=True)
    return all(abs(a - b) <= slack for seen, wanted in pairs for a, b in zip(seen, wanted, strict=True))


def scene(width: int, height: int, seed: int = 7) -> Image.Image:
    """Something like a photo: soft shapes with grain."""
    dice = random.Random(seed)
    small = Image.new("RGB", (16, 12))
    small.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(16 * 12)])
    grain = Image.frombytes("L", (256, 256), dice.randbytes(256 * 256)).resize((width, height)).convert("RGB")
    return Image.blend(small.resize((width, height), Image.Resampling.BICUBIC), grain, 0.12)


def noise(width: int, height: int, seed: int = 7) -> Image.Image:
    """The worst case for every encoder."""
    return Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))


def encoded(picture: Image.Image, name: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, name, **options)
    return out.getvalue()


def exif(orientation: int | None = None) -> bytes:
    """Camera notes with a place, a description and, where given, how the camera was held."""
    notes = Image.Exif()
    notes[0x010E] = "CANARY-EXIF"
    notes.get_ifd(0x8825).update({1: "N", 2: (19.0, 48.0, 27.0), 3: "E", 4: (105.0, 46.0, 35.0), 29: "CANARY-GPS"})
    if orientation is not None:
        notes[0x0112] = orientation
    return notes.tobytes()


def colour_profile(swapped: bool = False) -> bytes:
    """An sRGB profile whose text holds a canary; `swapped` calls red green and green red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB built-in".encode("utf-16-be"), "CANARY-ICC xy".encode("utf-16-be"))
    if swapped:
        for kind in (b"XYZ", b"TRC"):
            red, green = b"r" + kind, b"g" + kind
            profile = profile.replace(red, b"****").replace(green, red).replace(b"****", green)
    return profile


@cache
def noted_photos() -> dict[str, bytes]:
    """One photo per format, each carrying every kind of note the format knows, and bytes behind its end."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>CANARY-XMP<script>alert(1)</script></x:xmpmeta>"
    notes: dict[str, object] = {"exif": exif(), "icc_profile": colour_profile(), "xmp": xmp}
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "CANARY-TEXT <script>alert(1)</script>")
    texts.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
    picture = scene(400, 300)
    files = {
        "jpeg": encoded(picture, "JPEG", comment=b"CANARY <script>alert(1)</script>", **notes),
        "png": encoded(picture, "PNG", pnginfo=texts, exif=exif(), icc_profile=colour_profile()),
        "webp": encoded(picture, "WEBP", **notes),
        "avif": encoded(picture, "AVIF", speed=10, **notes),
        "heic": (SAMPLES / "quarters_turned.heic").read_bytes(),
    }
    assert tuple(files) == NOTED
    return {name: data + b"\0\0CANARY-TRAILING" for name, data in files.items()}


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(side: int = 30_000) -> bytes:
    """Some hundred kilobytes that claim, and hold, `side`² black and white pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (side + 7) // 8)
    pixels = b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose head claims another size."""
    data = bytearray(encoded(quarters(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def boxes_claiming(data: bytes, width: int, height: int) -> bytes:
    """A HEIC or AVIF file whose head claims another size."""
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


def mutants(count: int, seed: int) -> list[bytes]:
    """Small photos with 1 to 100 bytes changed, or cut, or both."""
    dice = random.Random(seed)
    picture = scene(210, 200)
    sources = [
        encoded(picture, "JPEG", quality=60, exif=exif(6)),
        encoded(picture, "PNG"),
        encoded(picture, "WEBP"),
    ]
    sources.append(encoded(picture.quantize(32), "PNG"))
    return [_mutant(dice, dice.choice(sources)) for _ in range(count)]


def _mutant(dice: random.Random, source: bytes) -> bytes:
    data = bytearray(source)
    head = dice.choice((0, 0, 300))  # the heads are where decoders break
    for _ in range(dice.choice((1, 1, 2, 5, 20, 100))):
        data[dice.randrange(12, head or len(data))] = dice.randrange(256)
    return bytes(data[: dice.randrange(len(data))] if dice.random() < 0.1 else data)
