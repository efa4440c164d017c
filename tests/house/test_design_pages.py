"""Every layout and the page of components in a browser: readable, no sideways scroll, scripts that help."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route
from werkzeug.datastructures import MultiDict

from config import ROOT
from tests.house.design_samples import BUNDLES, STATIC, VIETNAMESE, SampleForm, context, environment

pytestmark = pytest.mark.browser

UNREADABLE = """() => {
  const linear = (x) => x <= 10 ? x / 255 / 12.92 : ((x / 255 + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
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
    if (ratio < 7) found.push(`${el.tagName}.${el.className}: ${ratio.toFixed(2)} ${node.textContent}`);
  }
  return found;
}"""

SKELETON = '{% extends "layouts/LAYOUT.html" %}{% block BLOCK %}<h1>Trang thử</h1><p>Một dòng chữ.</p>{% endblock %}'


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    tab = chromium.new_page()
    tab.route("**/*", _serve)
    yield tab
    tab.close()


def _html(path: str) -> str:
    form = SampleForm(MultiDict({"phone": "09"}))
    form.validate()
    env, given = environment(), context(form)
    if path == "gallery":
        return env.get_template("gallery.html").render(**given)
    if path == "error":
        return env.get_template("errors/error.html").render(status=404, title="Không thấy", text="Xin lỗi.", **given)
    block = "account" if path == "account" else "main"
    return env.from_string(SKELETON.replace("LAYOUT", path).replace("BLOCK", block)).render(**given)


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


@pytest.mark.parametrize("path", ["gallery", "error", "storefront", "account", "seller", "staff", "plain"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_text_reads_and_nothing_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"http://design.test/{path}")
    assert page.evaluate(UNREADABLE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", ["gallery", "storefront", "seller", "staff", "plain"])
def test_letters_twice_as_large_do_not_scroll_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"http://design.test/{path}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


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


def test_a_second_tap_sends_nothing_and_the_button_says_so(page: Page) -> None:
    page.goto("http://design.test/gallery")
    page.evaluate(
        "window.sent = 0; document.addEventListener('submit', (event) => {"
        " if (!event.defaultPrevented) window.sent += 1; event.preventDefault(); })"
    )
    button = page.locator("form.panel button[type=submit]")
    button.click()
    button.click()
    assert page.evaluate("window.sent") == 1
    assert button.inner_text() == "Đang gửi…"
