"""Outlines of the demo pictures: curves, ellipses, tapering strokes and leaves as lists of points."""

import math
from collections.abc import Callable, Sequence
from random import Random

Point = tuple[float, float]
Outline = list[Point]


def spline(points: Sequence[Point], closed: bool = False, steps: int = 8) -> Outline:
    """Return a smooth curve through the points (Catmull-Rom)."""
    count = len(points)
    curve: Outline = []
    for i in range(count if closed else count - 1):
        corner = [points[_knot(i + k, count, closed)] for k in (-1, 0, 1, 2)]
        curve += [_between(corner, s / steps) for s in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _knot(index: int, count: int, closed: bool) -> int:
    return index % count if closed else min(max(index, 0), count - 1)


def _between(p: Sequence[Point], t: float) -> Point:
    b, c = t * t, t * t * t
    weights = (-t + 2 * b - c, 2 - 5 * b + 3 * c, t + 4 * b - 3 * c, c - b)
    x = sum(w * q[0] for w, q in zip(weights, p, strict=True)) / 2
    y = sum(w * q[1] for w, q in zip(weights, p, strict=True)) / 2
    return (x, y)


def ellipse(
    cx: float,
    cy: float,
    rx: float,
    ry: float | None = None,
    *,
    tilt: float = 0,
    start: float = 0,
    end: float = 360,
) -> Outline:
    """Return an ellipse, or the part of it from `start` to `end` degrees (clockwise from the right)."""
    ry = rx if ry is None else ry
    count = max(8, int((abs(rx) + abs(ry)) ** 0.5 * 2.4 * (end - start) / 360) + 2)
    step = math.radians(end - start) / count
    angles = [math.radians(start) + step * i for i in range(count + 1)]
    return turn([(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles], tilt, (cx, cy))


def blob(rng: Random, cx: float, cy: float, rx: float, ry: float, rough: float = 0.12, corners: int = 9) -> Outline:
    """Return a soft uneven roundish outline."""
    knots = []
    for i in range(corners):
        angle, reach = math.tau * i / corners, 1 + rng.uniform(-rough, rough)
        knots.append((cx + rx * reach * math.cos(angle), cy + ry * reach * math.sin(angle)))
    return spline(knots, closed=True, steps=6)


Width = Callable[[float], float]


def even(width: float) -> Width:
    """Return a stroke's width that stays the same."""
    return lambda t: width


def widening(start: float, end: float) -> Width:
    """Return a stroke's width that grows or shrinks steadily."""
    return lambda t: start + (end - start) * t


def swelling(start: float, middle: float) -> Width:
    """Return a stroke's width that is greatest half-way."""
    return lambda t: start + (middle - start) * math.sin(math.pi * t)


def taper(path: Sequence[Point], width: Width) -> Outline:
    """Return the outline of a stroke along `path` whose full width at share t of the way is width(t)."""
    left: Outline = []
    right: Outline = []
    last = len(path) - 1
    for i, (x, y) in enumerate(path):
        nx, ny = _normal(path[max(i - 1, 0)], path[min(i + 1, last)])
        half = width(i / last) / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    return left + right[::-1]


def _normal(before: Point, after: Point) -> Point:
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    return (-dy / length, dx / length)


def leaf(x: float, y: float, length: float, width: float, angle: float, bend: float = 0.0) -> Outline:
    """Return a pointed leaf that starts at (x, y) and grows towards `angle` degrees."""
    spine = stem(x, y, length, angle, bend)
    return taper(spine, lambda t: width * math.sin(math.pi * t**0.75) ** 0.9)


def stem(x: float, y: float, length: float, angle: float, bend: float = 0.0, steps: int = 12) -> Outline:
    """Return an arching line from (x, y) towards `angle` degrees that turns by `bend` degrees on its way."""
    points: Outline = [(x, y)]
    for i in range(steps):
        heading = math.radians(angle + bend * i / steps)
        x, y = x + math.cos(heading) * length / steps, y + math.sin(heading) * length / steps
        points.append((x, y))
    return points


def turn(points: Sequence[Point], degrees: float, about: Point) -> Outline:
    """Return the points turned clockwise (as seen) about a centre."""
    if not degrees:
        return list(points)
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ox, oy = about
    return [(ox + (x - ox) * c - (y - oy) * s, oy + (x - ox) * s + (y - oy) * c) for x, y in points]


def shift(points: Sequence[Point], dx: float, dy: float) -> Outline:
    """Return the points moved by (dx, dy)."""
    return [(x + dx, y + dy) for x, y in points]


def box(x0: float, y0: float, x1: float, y1: float, corner: float = 0) -> Outline:
    """Return a rectangle, with round corners of the given radius."""
    if corner <= 0:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    centres = [(x1 - corner, y0 + corner, -90), (x1 - corner, y1 - corner, 0)]
    centres += [(x0 + corner, y1 - corner, 90), (x0 + corner, y0 + corner, 180)]
    return [p for cx, cy, a in centres for p in ellipse(cx, cy, corner, start=a, end=a + 90)]


def lathe(cx: float, profile: Sequence[Point], flat: float = 0.12, smooth: int = 6) -> Outline:
    """Return a turned vessel seen from slightly above; the profile is (half width, y) from top to bottom."""
    side = spline(profile, steps=smooth) if smooth else list(profile)
    (top, y0), (foot, y1) = side[0], side[-1]
    right = [(cx + w, y) for w, y in side]
    left = [(cx - w, y) for w, y in reversed(side)]
    under = ellipse(cx, y1, foot, foot * flat, start=0, end=180)
    over = ellipse(cx, y0, top, top * flat, start=180, end=360)
    return right + under + left + over
