"""The operator's own colours: which may be chosen, the shade that follows from them, and the sheet that sets them."""

import hashlib
import re

from marketplace.site.settings import SiteSettings

# The grounds of the design (static/css/tokens.css) that brand-coloured words stand on, and the light ink upon it.
DARKEST_GROUND, LIGHT_INK, SHEET = "#f1e8d6", "#fffdf9", "#fffdf9"
OWN_BRAND, OWN_ACCENT = "#85193a", "#a86f0b"  # the design's, while the operator has set none
TEXT_CONTRAST, ACCENT_CONTRAST = 7.0, 3.0
_HEX = re.compile(r"^#[0-9a-f]{6}$", re.A)


def tidy_colour(text: str) -> str | None:
    """«#85193A» → «#85193a»; None for anything that is not a colour of six hexadecimal digits."""
    colour = text.strip().lower()
    return colour if _HEX.match(colour) else None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2: 1 for equal ones, 21 for black on white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def reads_well(brand: str) -> bool:
    """Whether words in this colour, and light words upon it, can be read by everyone (7:1)."""
    return min(contrast(brand, DARKEST_GROUND), contrast(LIGHT_INK, brand)) >= TEXT_CONTRAST


def shows_well(accent: str) -> bool:
    """Whether marks in this colour stand out on the sheet (3:1)."""
    return contrast(accent, SHEET) >= ACCENT_CONTRAST


def deeper(colour: str) -> str:
    """The same colour a fifth darker, for pressed buttons."""
    return "#" + "".join(f"{part * 4 // 5:02x}" for part in _parts(colour))


def brand_sheet(settings: SiteSettings) -> str:
    """The style sheet of the chosen colours; empty while there are none."""
    rules = []
    brand, accent = tidy_colour(settings.brand_colour), tidy_colour(settings.accent_colour)
    if brand:
        rules.append(f"--brand:{brand};--brand-ink:{LIGHT_INK};--brand-deep:{deeper(brand)}")
    if accent:
        rules.append(f"--accent:{accent}")
    return ":root{" + ";".join(rules) + "}" if rules else ""


def brand_sheet_url(settings: SiteSettings) -> str:
    """Where the sheet is served, under a name that changes with its content; empty while there is none."""
    sheet = brand_sheet(settings)
    return f"/brand/{hashlib.sha256(sheet.encode()).hexdigest()[:12]}.css" if sheet else ""


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
