"""The brush: shaded shapes, strokes, sprites and shadows on a sheet, lit from the upper left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from marketplace.demo.pictures.geometry import Outline, Point, ellipse
from marketplace.demo.pictures.palette import SHADOW, Colour, darker, lighter
from marketplace.demo.pictures.texture import tooth

RGB, GREY, RGBA = "RGB", "L", "RGBA"


@dataclass(frozen=True)
class Ramp:
    """Colours in a row, blended one into the next across a shape: down, or across from the left."""

    stops: tuple[tuple[float, Colour], ...]
    across: bool = False

    def fill(self, size: tuple[int, int]) -> Image.Image:
        """Return the ramp painted over an area of the given size."""
        strip = _strip(self.stops)
        return (strip.transpose(Image.Transpose.ROTATE_90) if self.across else strip).resize(size)


@lru_cache(maxsize=512)
def _strip(stops: tuple[tuple[float, Colour], ...]) -> Image.Image:
    strip = Image.new(RGB, (1, 128))
    for y in range(128):
        strip.putpixel((0, y), _at(stops, y / 127))
    return strip


def _at(stops: Sequence[tuple[float, Colour]], t: float) -> Colour:
    for (a, first), (b, second) in pairwise(stops):
        if t <= b:
            share = min(1.0, max(0.0, (t - a) / (b - a)))
            r, g, bl = (round(p + (q - p) * share) for p, q in zip(first, second, strict=True))
            return (r, g, bl)
    return stops[-1][1]


def down(*colours: Colour) -> Ramp:
    """Return a ramp of evenly spaced colours from top to bottom."""
    return Ramp(_even(colours))


def across(*colours: Colour) -> Ramp:
    """Return a ramp of evenly spaced colours from left to right."""
    return Ramp(_even(colours), across=True)


def _even(colours: Sequence[Colour]) -> tuple[tuple[float, Colour], ...]:
    return tuple((i / max(1, len(colours) - 1), c) for i, c in enumerate(colours))


def turned(colour: Colour, shine: float = 0.35, depth: float = 0.5) -> Ramp:
    """Return the light on a round upright body of one colour."""
    stops = ((0.0, darker(colour, depth)), (0.1, darker(colour, depth * 0.5)), (0.3, lighter(colour, shine)))
    return Ramp(
        (*stops, (0.55, colour), (0.85, darker(colour, depth * 0.8)), (1.0, darker(colour, depth))), across=True
    )


Fill = Colour | Ramp | Image.Image


class Stamp(NamedTuple):
    """A shape as it lies on a sheet: its mask and the place of the mask's corner."""

    mask: Image.Image
    x: int
    y: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The pixels the mask covers."""
        return (self.x, self.y, self.x + self.mask.width, self.y + self.mask.height)


class Stroke(NamedTuple):
    """One line of the brush; `colour` may carry an alpha."""

    path: Sequence[Point]
    width: float
    colour: tuple[int, ...]


class Dab(NamedTuple):
    """One flat touch of the brush; `colour` may carry an alpha."""

    outline: Sequence[Point]
    colour: tuple[int, ...]


class Sheet:
    """A picture being painted: opaque for a scene, transparent for a thing to be placed in one."""

    def __init__(self, size: tuple[int, int], ground: Image.Image | Colour | None = None) -> None:
        self.size = size
        if isinstance(ground, Image.Image):
            self.image = ground.copy()
        else:
            self.image = Image.new(RGBA, size, (0, 0, 0, 0)) if ground is None else Image.new(RGB, size, ground)

    def shape(
        self,
        fill: Fill,
        *outlines: Sequence[Point],
        depth: float = 0,
        dark: float = 0.55,
        shine: float = 0.5,
        grain: float = 0.35,
        alpha: float = 1.0,
        soft: float = 0,
        melt: float = 0,
        inside: Stamp | None = None,
    ) -> Stamp:
        """Paint outlines as one body and return where it lies.

        `depth` is how far its roundness reaches in, `soft` blurs its edge, `melt` rounds its joints.
        """
        stamp = self.stamp(outlines, int(max(depth, soft * 2)) + 2)
        if inside is not None:
            stamp = _overlap(stamp, inside)
        mask = _melted(stamp.mask, melt) if melt else stamp.mask
        mask = mask.filter(ImageFilter.GaussianBlur(soft)) if soft else mask
        stamp = Stamp(mask, stamp.x, stamp.y)
        colour = _painted(fill, mask.size)
        if grain:
            colour = _grained(colour, stamp, grain)
        if depth:
            colour = _rounded(colour, mask, fill, depth, dark, shine)
        self._lay(colour, mask if alpha >= 1 else mask.point(lambda v: int(v * alpha)), stamp)
        return stamp

    def stamp(self, outlines: Sequence[Sequence[Point]], pad: int) -> Stamp:
        """Return outlines as one smooth-edged mask, with room of `pad` pixels round it."""
        xs = [x for outline in outlines for x, _ in outline]
        ys = [y for outline in outlines for _, y in outline]
        x0, y0 = max(int(min(xs)) - pad, -pad), max(int(min(ys)) - pad, -pad)
        x1, y1 = min(int(max(xs)) + pad + 1, self.size[0] + pad), min(int(max(ys)) + pad + 1, self.size[1] + pad)
        wide, high = max(1, x1 - x0), max(1, y1 - y0)
        finer = 3 if wide * high < 90_000 else 2
        mask = Image.new(GREY, (wide * finer, high * finer))
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            pen.polygon([((x - x0) * finer, (y - y0) * finer) for x, y in outline], fill=255)
        return Stamp(mask.reduce(finer), x0, y0)

    def _lay(self, colour: Image.Image, mask: Image.Image, at: Stamp) -> None:
        x, y = max(0, at.x), max(0, at.y)
        if at.x < 0 or at.y < 0:
            inner = (x - at.x, y - at.y, *mask.size)
            if inner[0] >= inner[2] or inner[1] >= inner[3]:
                return
            colour, mask = colour.crop(inner), mask.crop(inner)
        if self.image.mode == RGB:
            self.image.paste(colour, (x, y), mask)
            return
        colour.putalpha(mask)
        inner = (0, 0, min(mask.width, self.size[0] - x), min(mask.height, self.size[1] - y))
        if inner[2] > 0 and inner[3] > 0:
            self.image.alpha_composite(colour.crop(inner), (x, y))

    def strokes(self, lines: Iterable[Stroke], inside: Stamp | None = None) -> None:
        """Draw lines with round joints, all in one go."""
        todo = list(lines)
        reach = max((s.width for s in todo), default=0) + 2
        self._draw([(s.path, s.colour, s.width) for s in todo], reach, inside)

    def dabs(self, touches: Iterable[Dab], inside: Stamp | None = None) -> None:
        """Draw flat filled touches, all in one go."""
        self._draw([(d.outline, d.colour, 0.0) for d in touches], 2, inside)

    def _draw(
        self, marks: list[tuple[Sequence[Point], tuple[int, ...], float]], reach: float, inside: Stamp | None
    ) -> None:
        frame = self._frame([p for path, _, _ in marks for p in path], reach, inside)
        if frame is None:
            return
        before = self.image.crop(frame) if self.image.mode == RGB else Image.new(RGBA, _extent(frame), (0, 0, 0, 0))
        large = before.resize((before.width * 2, before.height * 2), Image.Resampling.NEAREST)
        pen = ImageDraw.Draw(large, RGBA if self.image.mode == RGB else None)
        for path, colour, width in marks:
            places = [((x - frame[0]) * 2, (y - frame[1]) * 2) for x, y in path]
            if width:
                pen.line(places, fill=colour, width=max(1, round(width * 2)), joint="curve")
            else:
                pen.polygon(places, fill=colour)
        self._merge(before, large.reduce(2), frame, inside)

    def _frame(self, points: Sequence[Point], reach: float, inside: Stamp | None) -> tuple[int, int, int, int] | None:
        if not points:
            return None
        limits = inside.box if inside else (0, 0, *self.size)
        x0 = max(0, limits[0], int(min(x for x, _ in points) - reach))
        y0 = max(0, limits[1], int(min(y for _, y in points) - reach))
        x1 = min(self.size[0], limits[2], int(max(x for x, _ in points) + reach) + 1)
        y1 = min(self.size[1], limits[3], int(max(y for _, y in points) + reach) + 1)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def _merge(
        self, before: Image.Image, after: Image.Image, frame: tuple[int, int, int, int], inside: Stamp | None
    ) -> None:
        if inside is not None:
            limit = inside.mask.crop(
                (frame[0] - inside.x, frame[1] - inside.y, frame[2] - inside.x, frame[3] - inside.y)
            )
            if self.image.mode == RGBA:
                after.putalpha(ImageChops.multiply(after.getchannel("A"), limit))
            else:
                after = Image.composite(after, before, limit)
        if self.image.mode == RGBA:
            self.image.alpha_composite(after, frame[:2])
        else:
            self.image.paste(after, frame[:2])

    def shade(self, stamp: Stamp, colour: Colour = SHADOW, alpha: float = 0.4) -> None:
        """Tint the sheet through a mask."""
        mask = stamp.mask.point(lambda v: int(v * alpha))
        self._lay(Image.new(RGB, mask.size, colour), mask, stamp)

    def glow(self, colour: Colour, *outlines: Outline, soft: float = 20, alpha: float = 0.5) -> None:
        """Lay a soft patch of light or shade; cheap even when it is large."""
        pad = int(soft * 3)
        stamp = self.stamp(outlines, pad)
        step = max(1, int(soft // 3))
        small = stamp.mask.reduce(step).filter(ImageFilter.GaussianBlur(soft / step))
        self.shade(Stamp(small.resize(stamp.mask.size), stamp.x, stamp.y), colour, alpha)

    def put(
        self,
        thing: Image.Image,
        x: float,
        y: float,
        *,
        foot: bool = False,
        angle: float = 0,
        scale: float = 1,
        shadow: float = 0.45,
        height: float = 14,
    ) -> None:
        """Place a sprite by its middle (or, standing, by the middle of its foot) with its shadow."""
        if scale != 1:
            size = (max(1, round(thing.width * scale)), max(1, round(thing.height * scale)))
            thing = thing.resize(size, Image.Resampling.BICUBIC)
        if angle:
            thing = thing.rotate(-angle, Image.Resampling.BILINEAR, expand=True)
        left, top = round(x - thing.width / 2), round(y - thing.height * (1 if foot else 0.5))
        if shadow and foot:
            self._standing_shadow(thing, left, round(y), shadow)
        elif shadow:
            self._lying_shadow(thing, left, top, shadow, height)
        self.stick(thing, left, top)

    def stick(self, thing: Image.Image, left: int, top: int) -> None:
        """Lay a sprite down at a corner, without a shadow."""
        inner = (
            max(0, -left),
            max(0, -top),
            min(thing.width, self.size[0] - left),
            min(thing.height, self.size[1] - top),
        )
        if inner[0] >= inner[2] or inner[1] >= inner[3]:
            return
        part = thing.crop(inner)
        at = (left + inner[0], top + inner[1])
        if self.image.mode == RGB:
            self.image.paste(part.convert(RGB), at, part.getchannel("A"))
        else:
            self.image.alpha_composite(part, at)

    def _lying_shadow(self, thing: Image.Image, left: int, top: int, alpha: float, height: float) -> None:
        """Two shadows in one at a quarter of the detail: a close dark one and a far soft one."""
        pad = (int(height * 3) // 4 + 2) * 4
        wide, high = thing.width // 4 + 1, thing.height // 4 + 1
        small = Image.new(GREY, (wide + pad // 2, high + pad // 2))
        small.paste(thing.getchannel("A").resize((wide, high), Image.Resampling.BOX), (pad // 4, pad // 4))
        near = small.filter(ImageFilter.GaussianBlur(max(0.6, height * 0.075)))
        near = ImageChops.offset(near, max(1, round(height * 0.06)), max(1, round(height * 0.08)))
        far = small.filter(ImageFilter.GaussianBlur(height * 0.25 + 0.5))
        far = ImageChops.offset(far, round(height * 0.24), round(height * 0.28))
        both = Image.blend(near, far, 0.5).point(lambda v: min(255, int(v * 1.45)))
        large = both.resize((both.width * 4, both.height * 4), Image.Resampling.BILINEAR)
        self.shade(Stamp(large, left - pad, top - pad), SHADOW, alpha)

    def _standing_shadow(self, thing: Image.Image, left: int, base: int, alpha: float) -> None:
        small = thing.getchannel("A").reduce(4)
        wide, high = small.size
        lean, squash = 1.5, 0.34
        long = (int(wide + high * squash * lean) + 12, int(high * squash) + 12)
        flat = small.transform(
            long,
            Image.Transform.AFFINE,
            (1, lean, -lean * (long[1] - 6) - 4, 0, 1 / squash, -12 / squash * 0.5),
            Image.Resampling.BILINEAR,
        )
        flat = flat.filter(ImageFilter.GaussianBlur(3)).resize((long[0] * 4, long[1] * 4))
        self.shade(Stamp(flat, left - 16, base - long[1] * 4 + 30), SHADOW, alpha * 0.7)
        middle = left + thing.width / 2
        contact = ellipse(middle + 6, base - 4, thing.width * 0.42, thing.width * 0.06 + 6)
        self.glow(SHADOW, contact, soft=9, alpha=alpha)


def _extent(frame: tuple[int, int, int, int]) -> tuple[int, int]:
    return (frame[2] - frame[0], frame[3] - frame[1])


def _overlap(stamp: Stamp, limit: Stamp) -> Stamp:
    window = (stamp.x - limit.x, stamp.y - limit.y)
    cut = limit.mask.crop((*window, window[0] + stamp.mask.width, window[1] + stamp.mask.height))
    return Stamp(ImageChops.multiply(stamp.mask, cut), stamp.x, stamp.y)


def _painted(fill: Fill, size: tuple[int, int]) -> Image.Image:
    if isinstance(fill, Ramp):
        return fill.fill(size)
    if isinstance(fill, Image.Image):
        return fill.convert(RGB).crop((0, 0, *size)) if fill.width >= size[0] else fill.convert(RGB).resize(size)
    return Image.new(RGB, size, fill)


def _grained(colour: Image.Image, at: Stamp, amount: float) -> Image.Image:
    wide, high = colour.size
    x, y = abs(at.x * 7) % max(1, 1600 - wide), abs(at.y * 5) % max(1, 1200 - high)
    rough = ImageChops.soft_light(colour, tooth().crop((x, y, x + wide, y + high)))
    return Image.blend(colour, rough, min(1.0, amount))


def _rounded(
    colour: Image.Image, mask: Image.Image, fill: Fill, depth: float, dark: float, shine: float
) -> Image.Image:
    """Darken the side away from the light and brighten the side towards it."""
    cover = _blurred(mask, depth * 0.6)
    step = max(1, round(depth * 0.42))
    shade = ImageChops.invert(ImageChops.offset(cover, -step, -step)).point(lambda v: min(255, int(v * dark * 1.25)))
    light = ImageChops.invert(ImageChops.offset(cover, step, step)).point(
        lambda v: min(255, int(max(0, v - 40) * shine))
    )
    base = fill if isinstance(fill, tuple) else _mean(colour)
    colour = colour.copy()
    colour.paste(lighter(base, 0.62), (0, 0), light)
    colour.paste(darker(base, 0.62), (0, 0), shade)
    return colour


def _mean(colour: Image.Image) -> Colour:
    r, g, b = colour.resize((1, 1), Image.Resampling.BOX).convert(RGB).tobytes()
    return (r, g, b)


def _melted(mask: Image.Image, radius: float) -> Image.Image:
    return mask.filter(ImageFilter.GaussianBlur(radius)).point(lambda v: max(0, min(255, int((v - 110) * 8))))


def _blurred(mask: Image.Image, radius: float) -> Image.Image:
    step = max(1, int(radius // 3))
    if step == 1:
        return mask.filter(ImageFilter.GaussianBlur(radius))
    return mask.reduce(step).filter(ImageFilter.GaussianBlur(radius / step)).resize(mask.size)
