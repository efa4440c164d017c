"""Normalises a decoded picture: upright, sRGB, opaque on white, no larger than needed, without metadata.

Works in bands, so that a 40-megapixel picture never exists twice in memory.
"""

from collections.abc import Callable
from io import BytesIO

from PIL import ExifTags, Image, ImageCms

_BAND_ROWS = 64  # rows of the finished canvas drawn at a time
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = {5, 6, 7, 8}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

Colours = Callable[[Image.Image], Image.Image]


def orientation_of(picture: Image.Image) -> int:
    """The EXIF orientation (1 to 8); 1 when it is missing, invalid or unreadable."""
    try:
        noted = picture.getexif().get(ExifTags.Base.Orientation, 1)
        return noted if noted in _TURNS else 1
    except Exception:  # broken notes are no fault of the picture
        return 1


def upright_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Width and height once the picture is turned upright."""
    return (size[1], size[0]) if orientation in _LYING else size


def fresh_canvas(picture: Image.Image, shortest: int) -> Image.Image:
    """The picture's pixels alone, reduced by a whole factor while both sides keep at least `shortest` pixels."""
    factor = max(1, min(picture.size) // shortest)
    in_srgb = _colours_of(picture)
    canvas = Image.new("RGB", (-(-picture.width // factor), -(-picture.height // factor)), "white")
    for row in range(0, canvas.height, _BAND_ROWS):
        canvas.paste(in_srgb(_band(picture, row, factor)), (0, row))
    orientation = orientation_of(picture)
    return canvas.transpose(_TURNS[orientation]) if orientation in _TURNS else canvas


def _band(picture: Image.Image, row: int, factor: int) -> Image.Image:
    bottom = min((row + _BAND_ROWS) * factor, picture.height)
    band = _opaque(picture.crop((0, row * factor, picture.width, bottom)))
    return band.reduce(factor) if factor > 1 else band


def _opaque(band: Image.Image) -> Image.Image:
    """The band as RGB, CMYK or grey of 8 bits, what was transparent now white."""
    if band.mode.startswith("I"):
        return band.convert("I").point(lambda value: value * (1 / 256)).convert("L")  # 16 bits a pixel
    if band.has_transparency_data:
        paper = Image.new("RGBA", band.size, "white")
        paper.alpha_composite(band.convert("RGBA"))
        return paper.convert("RGB")
    return band if band.mode in ("RGB", "CMYK", "L") else band.convert("RGB")


def _colours_of(picture: Image.Image) -> Colours:
    """How to bring a band into sRGB: through the picture's own profile where it is sound, else plainly."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(picture.info.get("icc_profile") or b""))
        if "sRGB" in ImageCms.getProfileDescription(profile):
            return _plainly
        space = profile.profile.xcolor_space.strip()
        transform = ImageCms.buildTransform(profile, _SRGB, space, "RGB")
    except Exception:  # a broken profile is no fault of the picture
        return _plainly
    return lambda band: transform.apply(band) if band.mode == space else _plainly(band)


def _plainly(band: Image.Image) -> Image.Image:
    return band.convert("RGB")
