"""The colours of the demo pictures: madder, indigo, turmeric, leaf and earth under a warm light."""

Colour = tuple[int, int, int]

PAPER: Colour = (246, 236, 216)
CREAM: Colour = (253, 247, 233)
WHITE: Colour = (255, 253, 247)
MADDER: Colour = (168, 44, 44)
MADDER_DEEP: Colour = (112, 26, 34)
ROSE: Colour = (214, 108, 104)
INDIGO: Colour = (40, 60, 104)
INDIGO_DEEP: Colour = (24, 34, 64)
SKY: Colour = (170, 202, 214)
TURMERIC: Colour = (226, 164, 44)
GOLD: Colour = (240, 200, 104)
AMBER: Colour = (190, 104, 26)
LEAF: Colour = (98, 142, 62)
LEAF_DEEP: Colour = (42, 84, 48)
LEAF_PALE: Colour = (168, 194, 108)
EARTH: Colour = (146, 102, 66)
CLAY: Colour = (178, 104, 66)
SOIL: Colour = (94, 62, 44)
INK: Colour = (54, 34, 28)
SEDGE: Colour = (234, 204, 138)
STRAW: Colour = (232, 208, 144)
WOOD: Colour = (166, 114, 70)
WOOD_DARK: Colour = (104, 66, 42)
BRONZE: Colour = (168, 122, 52)
TEA: Colour = (206, 150, 56)
SHADOW: Colour = (50, 26, 20)
LIGHT: Colour = (255, 246, 220)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour `share` of the way (0 to 1) from the first to the second."""
    r, g, b = (round(a + (c - a) * share) for a, c in zip(first, second, strict=True))
    return (r, g, b)


def darker(colour: Colour, share: float = 0.3) -> Colour:
    """Return the colour as it looks in warm shade."""
    return mix(colour, SHADOW, share)


def lighter(colour: Colour, share: float = 0.3) -> Colour:
    """Return the colour as it looks in warm light."""
    return mix(colour, LIGHT, share)
