"""Where things lie or stand in the demo pictures: flat grounds, and tables before a wall."""

from functools import lru_cache

from PIL import Image, ImageChops

from marketplace.demo.pictures import texture
from marketplace.demo.pictures.geometry import box, ellipse
from marketplace.demo.pictures.paint import Ramp, Sheet, down
from marketplace.demo.pictures.palette import LIGHT, SHADOW, Colour, darker, lighter

SIZE = texture.SIZE


def flat(ground: Image.Image) -> Sheet:
    """Return a sheet looked at from straight above, with light falling in from the upper left."""
    return Sheet(SIZE, ImageChops.multiply(ground, _falloff()))


@lru_cache(maxsize=1)
def _falloff() -> Image.Image:
    ramp = Ramp(((0.0, (255, 255, 255)), (0.55, (246, 238, 226)), (1.0, (196, 176, 160))))
    wide = ramp.fill((1700, 1700)).rotate(45, Image.Resampling.BILINEAR)
    return wide.crop((250, 400, 1450, 1300))


def table(top: Image.Image, wall: Colour, horizon: int = 380, window: int = 0) -> Sheet:
    """Return a table seen from the front, `top` laid on it in perspective, before a plastered wall."""
    sheet = Sheet(SIZE, _wall(wall, horizon, window))
    lower = SIZE[1] - horizon
    sheet.image.paste(ImageChops.multiply(_laid(top, lower), _table_light(lower)), (0, horizon))
    sheet.glow(SHADOW, box(-50, horizon - 6, 1250, horizon + 8), soft=12, alpha=0.35)
    return sheet


def _laid(top: Image.Image, lower: int) -> Image.Image:
    wide, high = top.size
    return top.transform(
        (wide, lower), Image.Transform.PERSPECTIVE, _tilt(wide, high, lower), Image.Resampling.BILINEAR
    )


def _tilt(wide: int, high: int, lower: int) -> tuple[float, ...]:
    """Coefficients that narrow the texture's near part to the frame: far edge whole, near edge 55 %."""
    near = 0.55
    g = (1 / near - 1) / lower
    return (1.0, 0.5 * wide * g, 0.0, 0.0, high / lower / near * 0.75, 0.0, 0.0, g)


@lru_cache(maxsize=4)
def _table_light(lower: int) -> Image.Image:
    ramp = Ramp(((0.0, (206, 190, 176)), (0.35, (255, 252, 244)), (1.0, (226, 208, 190))))
    side = Ramp(((0.0, (255, 255, 255)), (0.6, (255, 252, 246)), (1.0, (214, 198, 184))), across=True)
    return ImageChops.multiply(ramp.fill((SIZE[0], lower)), side.fill((SIZE[0], lower)))


@lru_cache(maxsize=6)
def _wall(colour: Colour, horizon: int, window: int) -> Image.Image:
    plaster = texture.tinted(texture.clouds(SIZE, (260, 200), 41), darker(colour, 0.03), lighter(colour, 0.14))
    fine = texture.tinted(texture.clouds(SIZE, (2, 2), 42), (244, 244, 244), (255, 255, 255))
    sheet = Sheet(SIZE, ImageChops.multiply(ImageChops.multiply(plaster, fine), _wall_shade()))
    if window:
        _window_light(sheet, window)
    return sheet.image


@lru_cache(maxsize=1)
def _wall_shade() -> Image.Image:
    ramp = Ramp(((0.0, (255, 255, 255)), (0.5, (252, 247, 240)), (1.0, (204, 188, 176))), across=True)
    return ramp.fill(SIZE)


def _window_light(sheet: Sheet, window: int) -> None:
    """Four panes of slanting sun; `window` is how far they start from the left."""
    for i in range(2):
        for j in range(2):
            x, y = window + i * 150 + j * 60, 30 + j * 170
            sheet.glow(LIGHT, [(x, y), (x + 130, y + 20), (x + 184, y + 176), (x + 54, y + 156)], soft=8, alpha=0.5)


def garden(wall: Colour, seed: int = 0) -> Image.Image:
    """Return an out-of-focus green garden, for behind a table."""
    sheet = Sheet(SIZE, down(lighter(wall, 0.35), wall, darker(wall, 0.25)).fill(SIZE))
    for i in range(16):
        x, y = (i * 263 + seed * 97) % 1200, (i * 151 + seed * 61) % 460
        colour = lighter(wall, 0.5) if i % 3 else darker(wall, 0.35)
        sheet.glow(colour, ellipse(x, y, 60 + i * 7 % 50), soft=16, alpha=0.32)
    return sheet.image


def open_table(top: Image.Image, behind: Image.Image, horizon: int = 380) -> Sheet:
    """Return a table in front of any picture, such as a garden."""
    sheet = Sheet(SIZE, behind)
    lower = SIZE[1] - horizon
    sheet.image.paste(ImageChops.multiply(_laid(top, lower), _table_light(lower)), (0, horizon))
    sheet.glow(LIGHT, box(-50, horizon - 3, 1250, horizon + 5), soft=5, alpha=0.4)
    return sheet


def finish(sheet: Sheet) -> Image.Image:
    """Return the picture with a breath of paper grain and a little more light, so that all come from one hand."""
    picture = sheet.image.convert("RGB")
    rough = ImageChops.soft_light(picture, texture.tooth().crop((0, 0, *sheet.size)))
    return Image.blend(picture, rough, 0.2).point(_LIFT * 3)


_LIFT = [min(255, round(255 * (v / 255) ** 0.9)) for v in range(256)]
