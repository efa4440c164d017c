"""The operator's colours: readable ones only."""

import re

import pytest

from config import ROOT
from marketplace.site.settings import SiteSettings
from marketplace.web.plumbing.brand_colours import (
    DARKEST_GROUND,
    LIGHT_INK,
    OWN_ACCENT,
    OWN_BRAND,
    brand_sheet,
    brand_sheet_url,
    contrast,
    deeper,
    reads_well,
    shows_well,
    tidy_colour,
)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("typed", "colour"), [("#85193A", "#85193a"), (" #a86f0b ", "#a86f0b")])
def test_a_colour_is_tidied(typed: str, colour: str) -> None:
    assert tidy_colour(typed) == colour


@pytest.mark.parametrize(
    "typed", ["", "red", "#fff", "85193a", "#85193g", "#85193a;}body{display:none", "url(x)", "#٨٥١٩٣٠"]
)
def test_what_is_no_colour_is_refused(typed: str) -> None:
    assert tidy_colour(typed) is None


def test_dark_colours_read_well_and_light_ones_do_not() -> None:
    assert reads_well("#85193a") and reads_well("#1d4d2b")
    assert not reads_well("#e0527d") and not reads_well("#ffffff")
    assert shows_well("#a86f0b") and not shows_well("#ffe9a8")


def test_the_grounds_are_those_of_the_design() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    named = dict(re.findall(r"--(mat|brand-ink|brand|accent): (#[0-9a-f]{6})", tokens))
    assert (named["mat"], named["brand-ink"]) == (DARKEST_GROUND, LIGHT_INK)
    assert reads_well(named["brand"]) and shows_well(named["accent"])


def test_the_sheet_holds_only_what_was_chosen() -> None:
    assert brand_sheet(SiteSettings()) == brand_sheet_url(SiteSettings()) == ""
    chosen = SiteSettings(brand_colour="#1d4d2b", accent_colour="#a86f0b")
    assert brand_sheet(chosen) == ":root{--brand:#1d4d2b;--brand-ink:#fffdf9;--brand-deep:#173d22;--accent:#a86f0b}"
    assert brand_sheet_url(chosen) != brand_sheet_url(SiteSettings(brand_colour="#1d4d2b"))
    assert brand_sheet(SiteSettings(brand_colour="}body{}")) == ""


def test_a_deeper_shade_is_darker() -> None:
    assert deeper("#ffffff") == "#cccccc" and contrast(deeper("#85193a"), "#ffffff") > contrast("#85193a", "#ffffff")


def test_the_designs_own_colours_are_those_of_its_tokens() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    assert f"--brand: {OWN_BRAND};" in tokens and f"--accent: {OWN_ACCENT};" in tokens
    assert reads_well(OWN_BRAND) and shows_well(OWN_ACCENT)
