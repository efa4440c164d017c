"""The design keeps its word: colours that can be read, nothing inline, small files, every letter, no sideways scroll."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
import wtforms
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from PIL import ImageFont
from playwright.sync_api import Page, Route, sync_playwright
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from config import ROOT
from marketplace.web.formats import FILTERS

STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
SHEETS = sorted((STATIC / "css").glob("*.css"))
BUNDLES: dict[str, list[str]] = json.loads((STATIC / "bundles.json").read_text())
PAGES = sorted(TEMPLATES.rglob("*.html"))
VIETNAMESE = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxy" + "".join(map(chr, range(0x1EA0, 0x1EFA)))

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


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_printed_documents_have_every_vietnamese_letter(weight: str) -> None:
    font = ImageFont.truetype(STATIC / "fonts" / "print" / f"BeVietnamPro-{weight}.ttf", 40)
    missing = bytes(font.getmask("\uffff"))
    assert [letter for letter in VIETNAMESE + "₫đ" if bytes(font.getmask(letter)) == missing] == []


# The macros, drawn without the application.


class _SampleForm(wtforms.Form):
    full_name = wtforms.StringField("Họ và tên", [InputRequired("Mời viết họ và tên.")])
    phone = wtforms.StringField("Số điện thoại", [InputRequired("Mời viết số điện thoại.")])
    province = wtforms.SelectField("Tỉnh", choices=[("38", "Tỉnh Thanh Hóa")])
    commune = wtforms.SelectField("Xã, phường", choices=[("1", "Xã Triệu Sơn")])
    street = wtforms.StringField("Địa chỉ", [InputRequired("Mời viết địa chỉ.")])
    note = wtforms.TextAreaField("Lời nhắn")
    payment = wtforms.RadioField("Cách trả tiền", choices=[("cod", "Trả tiền khi nhận hàng"), ("vietqr", "Mã QR")])
    price = wtforms.StringField("Giá bán", [InputRequired("Mời viết giá bán.")])
    stock = wtforms.StringField("Số lượng", [InputRequired("Mời viết số lượng.")])
    picture = wtforms.FileField("Ảnh")
    code = wtforms.StringField("Mã 6 số", [InputRequired("Mời viết mã.")])
    consent = wtforms.BooleanField("Tôi đồng ý")


class _Entry(wtforms.Form):
    weight = wtforms.StringField("Khối lượng", [InputRequired("Mời viết khối lượng.")])


class _NestedForm(wtforms.Form):
    parcel = wtforms.FormField(_Entry)
    variants = wtforms.FieldList(wtforms.FormField(_Entry), min_entries=1)


def _translate(text: str, **facts: Any) -> str:
    return text % facts if facts else text.replace("%%", "%")


def _asset(name: str) -> str:
    return f"/assets/{name}" if name in BUNDLES else f"/static/{name}"


def _environment() -> Environment:
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(default=True))
    env.filters.update(FILTERS)
    env.globals.update(_=_translate, asset=_asset, get_flashed_messages=lambda **_kw: [("success", "Đã lưu.")])
    return env


def _picture() -> SimpleNamespace:
    return SimpleNamespace(src="/static/icons/mark.svg", width=640, height=640, alt="Giỏ cói", full=None)


def _samples() -> SimpleNamespace:
    names = ["Sâm Báo núi Báo, rửa sạch", "Nem chua Thanh Hóa", "Chiếu cói Nga Sơn", "Mật ong rừng Pù Luông"]
    products = [
        SimpleNamespace(url="#", name=n, price_dong=250_000, photo=_picture(), shop_name="Nem bà Mẫu", ocop=4)
        for n in names
    ]
    shop = SimpleNamespace(url="#", name="Nem bà Mẫu", place="Xã Triệu Sơn", photo=None, verified=True, goods=[_picture()])
    category = SimpleNamespace(url="#", name="Thực phẩm, đặc sản", photo=_picture())
    return SimpleNamespace(
        products=products, shops=[shop], pics=[_picture(), _picture()], categories=[category], qr=Markup("<svg></svg>")
    )


def _context(form: wtforms.Form) -> dict[str, Any]:
    site = SimpleNamespace(
        brand="Gian hàng Phụ nữ xứ Thanh", association="Hội Liên hiệp Phụ nữ tỉnh Thanh Hóa", tagline="Hàng quê",
        hotline="0237 3852 000", zalo="0912345678", banner="Bản dùng thử", owner_name="Hội LHPN tỉnh",
        owner_address="Phường Hạc Thành", registration_text="Đã đăng ký", logo_url="",
    )  # fmt: skip
    return {
        "site": site, "form": form, "samples": _samples(), "locale": "vi", "csrf_field": lambda: Markup(""),
        "cart_count": 2, "roles": {"seller"}, "person": SimpleNamespace(full_name="Lê Thị Mẫu"),
        "policies": [("/policies/a", "Quy chế hoạt động")], "nav_categories": [("/categories/a", "Thực phẩm")],
        "staff_nav": [("/staff", "Việc cần làm", "checklist", True, 3)],
    }  # fmt: skip


def _draw(source: str, form: wtforms.Form) -> str:
    names = "error_summary, field, checkbox_consent, money, radio_cards, area_picker"
    head = '{% from "components/forms.html" import ' + names + " %}"
    return _environment().from_string(head + source).render(**_context(form))


def test_an_error_is_said_at_the_top_and_at_the_field_and_input_is_kept() -> None:
    form = _SampleForm(MultiDict({"phone": "0912", "full_name": ""}))
    form.validate()
    page = _draw("{{ error_summary(form) }}{{ field(form.full_name, 'Như trên giấy tờ') }}{{ field(form.phone) }}", form)
    assert '<a href="#full_name">Mời viết họ và tên.</a>' in page
    assert page.count("Mời viết họ và tên.") == 2
    assert 'aria-describedby="full_name-hint full_name-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="0912"' in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert "<div" not in _draw("{{ error_summary(form) }}", _SampleForm())


def test_errors_within_nested_forms_are_listed_with_their_own_links() -> None:
    form = _NestedForm(MultiDict({"parcel-weight": "", "variants-0-weight": ""}))
    form.validate()
    page = _draw("{{ error_summary(form) }}", form)
    assert 'href="#parcel-weight"' in page
    assert 'href="#variants-0-weight"' in page


def test_consent_is_never_ticked_beforehand() -> None:
    fresh = _draw("{{ checkbox_consent(form.consent) }}", _SampleForm(consent=True))
    ticked = _draw("{{ checkbox_consent(form.consent) }}", _SampleForm(MultiDict({"consent": "y"})))
    assert " checked" not in fresh
    assert " checked" in ticked


def test_optional_fields_say_so_and_demanded_ones_do_not() -> None:
    assert "(không bắt buộc)" in _draw("{{ field(form.note) }}", _SampleForm())
    assert "(không bắt buộc)" not in _draw("{{ field(form.street) }}", _SampleForm())


def test_money_is_typed_as_text_never_as_a_number_field() -> None:
    page = _draw("{{ money(form.price) }}", _SampleForm())
    assert 'inputmode="numeric"' in page
    assert 'type="number"' not in page


def test_the_commune_can_be_chosen_without_scripts() -> None:
    page = _draw("{{ area_picker(form.province, form.commune) }}", _SampleForm())
    assert re.search(r'<noscript><button[^>]+name="choose_province"', page)
    assert page.count("<select") == 2


def test_what_people_typed_is_escaped() -> None:
    page = _draw("{{ field(form.phone) }}", _SampleForm(MultiDict({"phone": '"><script>x</script>'})))
    assert "<script>" not in page


# The same pages in a browser.

UNREADABLE = """() => {
  const light = (c) => { const v = c.map((x) => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
    return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
  const numbers = (s) => s.match(/[\\d.]+/g).map(Number);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    const el = node.parentElement, box = el.getBoundingClientRect();
    if (!node.textContent.trim() || box.width < 3) continue;
    let ground = [255, 255, 255];
    for (let up = el; up; up = up.parentElement) {
      const c = numbers(getComputedStyle(up).backgroundColor);
      if (c.length < 4 || c[3] > 0) { ground = c; break; }
    }
    const [a, b] = [light(numbers(getComputedStyle(el).color).slice(0, 3)), light(ground.slice(0, 3))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 7) found.push(`${el.tagName}.${el.className}: ${ratio.toFixed(2)} ${node.textContent.trim().slice(0, 30)}`);
  }
  return found;
}"""

SKELETON = '{% extends "layouts/LAYOUT.html" %}{% block main %}<h1>Trang thử</h1><p>Một dòng chữ.</p>{% endblock %}'


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.route("**/*", _serve)
        yield tab
        browser.close()


def _html(path: str) -> str:
    form = _SampleForm(MultiDict({"phone": "09"}))
    form.validate()
    env, context = _environment(), _context(form)
    if path == "gallery":
        return env.get_template("gallery.html").render(**context)
    if path == "error":
        return env.get_template("errors/error.html").render(status=404, title="Không thấy", text="Xin lỗi.", **context)
    return env.from_string(SKELETON.replace("LAYOUT", path)).render(**context)


def _serve(route: Route) -> None:
    path = route.request.url.split("/", 3)[3]
    kind = {"css": "text/css", "svg": "image/svg+xml", ".js": "text/javascript"}.get(path[-3:], "font/woff2")
    if path.startswith("assets/"):
        parts = [STATIC / part for part in BUNDLES[path.removeprefix("assets/")]]
        route.fulfill(body="\n".join(part.read_text() for part in parts), content_type=kind)
    elif path.startswith("static/"):
        route.fulfill(body=(ROOT / path).read_bytes(), content_type=kind)
    else:
        route.fulfill(body=_html(path), content_type="text/html; charset=utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["gallery", "error", "storefront", "account", "seller", "staff", "plain"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_text_reads_and_nothing_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"http://design.test/{path}")
    assert page.evaluate(UNREADABLE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == (0 if path == "account" else 1)


@pytest.mark.browser
def test_the_shipped_font_draws_every_vietnamese_letter(page: Page) -> None:
    page.goto("http://design.test/storefront")
    page.evaluate(
        "async (text) => { await document.fonts.load('16px \"Be Vietnam Pro\"', text);"
        " const p = document.createElement('p'); p.id = 'letters'; p.textContent = text; document.body.append(p); }",
        VIETNAMESE,
    )
    tools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    letters = tools.send("DOM.querySelector", {"nodeId": root, "selector": "#letters"})["nodeId"]
    fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": letters})["fonts"]
    assert [font["familyName"] for font in fonts] == ["Be Vietnam Pro"]


@pytest.mark.browser
def test_a_second_tap_sends_nothing_and_the_button_says_so(page: Page) -> None:
    page.goto("http://design.test/gallery")
    page.evaluate("document.addEventListener('submit', (e) => { window.sent = (window.sent || 0) + !e.defaultPrevented; e.preventDefault(); })")
    button = page.locator("form.panel button[type=submit]")
    button.click()
    button.click()
    assert page.evaluate("window.sent") == 1
    assert button.inner_text() == "Đang gửi…"


@pytest.mark.browser
def test_a_commune_is_found_without_tone_marks(page: Page) -> None:
    page.goto("http://design.test/gallery")
    page.fill("#commune-find", "trieu son")
    page.keyboard.press("Enter")
    assert page.input_value("#commune-find") == "Xã Triệu Sơn"
    assert page.evaluate("document.getElementById('commune').value") == "1"
