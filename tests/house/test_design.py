"""The design keeps its word: colours that can be read, nothing inline, small files, every letter."""

import re
from pathlib import Path

import brotli
import pytest

from tests.house.design_samples import BUNDLES, STATIC, TEMPLATES

TOKENS = (STATIC / "css" / "tokens.css").read_text()
SHEETS = sorted((STATIC / "css").glob("*.css"))
PAGES = sorted(TEMPLATES.rglob("*.html"))

Colour = tuple[int, int, int]


def _tokens() -> dict[str, Colour]:
    found = re.findall(r"(--[a-z-]+):\s*#([0-9a-f]{6});", TOKENS)
    return {name: (int(c[0:2], 16), int(c[2:4], 16), int(c[4:6], 16)) for name, c in found}


def _pairs() -> list[tuple[str, str, float]]:
    found = re.findall(r"pair: (--[a-z-]+) on (--[a-z-]+) ([\d.]+)", TOKENS)
    return [(text, ground, float(ratio)) for text, ground, ratio in found]


def _luminance(colour: Colour) -> float:
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours by WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _used(prop: str) -> set[str]:
    text = "\n".join(sheet.read_text() for sheet in SHEETS)
    return set(re.findall(rf"[;{{\s]{prop}:\s*[^;]*?var\((--[a-z-]+)\)", text)) & _tokens().keys()


@pytest.mark.parametrize(("text", "ground", "least"), _pairs())
def test_each_declared_pair_can_be_read(text: str, ground: str, least: float) -> None:
    assert contrast(_tokens()[text], _tokens()[ground]) >= least


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_text_is_declared_at_seven_to_one() -> None:
    strong = {text for text, _ground, ratio in _pairs() if ratio >= 7}
    drawn_only = {"--accent"}  # stars and rules: the words beside them carry the meaning
    assert _used("color") - strong <= drawn_only


def test_every_ground_is_declared_with_a_text() -> None:
    grounds = {ground for _text, ground, _ratio in _pairs()}
    drawn_only = {"--line"}  # the empty part of a progress bar
    assert _used("background") - grounds <= drawn_only


def test_text_and_ground_of_one_rule_are_a_declared_pair() -> None:
    declared = {(text, ground) for text, ground, _ratio in _pairs()}
    for sheet in SHEETS:
        for body in re.findall(r"\{([^{}]*)\}", sheet.read_text()):
            text = re.search(r"(?:^|[;\s])color:\s*var\((--[a-z-]+)\)", body)
            ground = re.search(r"background(?:-color)?:\s*var\((--[a-z-]+)\)", body)
            if text and ground:
                assert (text[1], ground[1]) in declared, f"{sheet.name}: {text[1]} on {ground[1]}"


def test_colours_stand_in_the_tokens_alone() -> None:
    for sheet in SHEETS:
        if sheet.name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", sheet.read_text()), sheet.name


def test_every_custom_property_in_use_is_defined() -> None:
    text = "\n".join(sheet.read_text() for sheet in SHEETS)
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) <= set(re.findall(r"(--[a-z0-9-]+):", text))


def test_no_box_cuts_what_is_pasted() -> None:
    """`maxlength` cuts unseen; boxes whose words are stored say `data-most`, to be counted (8.11)."""
    cut = [tag for page in PAGES for tag in re.findall(r"<(?:input|textarea)[^>]*\bmaxlength=[^>]*>", page.read_text())]
    assert [tag for tag in cut if not re.search(r'name="(q|who|number)"', tag)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_nothing_is_inline(page: Path) -> None:
    text = page.read_text()
    if page.relative_to(TEMPLATES).parts[0] == "messages":
        return  # mail readers know no style sheets
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*ld\+json)|\son[a-z]+=", text)


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="([a-z-]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
    for page in PAGES:
        asked = set(re.findall(r"""\bicon\(\s*["']([a-z-]+)["']""", page.read_text()))
        assert asked <= known, f"{page.name}: {asked - known}"


def test_every_bundle_names_files_that_exist() -> None:
    for parts in BUNDLES.values():
        for part in parts:
            assert (STATIC / part).is_file(), part


def _weight(*names: str) -> int:
    files = [STATIC / part for name in names for part in BUNDLES[name]]
    return len(brotli.compress(b"\n".join(file.read_bytes() for file in files)))


@pytest.mark.parametrize(
    ("names", "most"),
    [
        (("site.css",), 9_000),
        (("site.js", "area-picker.js"), 5_000),
        (("site.js", "area-picker.js", "photo.js", "seller.js"), 30_000),
        (("site.js", "area-picker.js", "photo.js", "staff.js"), 60_000),
        (("sprite.svg",), 5_000),
    ],
)
def test_files_stay_small_on_the_wire(names: tuple[str, ...], most: int) -> None:
    assert _weight(*names) <= most


def test_no_box_that_is_typed_into_sends_its_form() -> None:
    """A quantity that sends itself turns 1-then-2 into 21; lists are filtered by choosing alone (8.10)."""
    for page in PAGES:
        for tag in re.findall(r"<[^>]*data-autosubmit[^>]*>", page.read_text()):
            assert tag.startswith("<select") or 'type="checkbox"' in tag, f"{page.name}: {tag}"


def test_every_bar_over_a_page_leaves_room_for_what_is_gone_to() -> None:
    """Where bars lie on the foot of a seller's page, the page scrolls what is asked for above them (8.10)."""
    assert "scroll-padding-bottom" in (STATIC / "css" / "seller.css").read_text()
