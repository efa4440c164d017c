"""What a first view weighs on the wire, and when its largest part is painted, in a real browser held slow."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import sync_playwright

from bench.claims import Claim
from bench.processes import Server
from bench.shop import Shop
from tests.browser.serving import ARGS, find_chromium

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 51_200, "uploadThroughput": 51_200}
LARGEST = (
    "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
    ".observe({type: 'largest-contentful-paint', buffered: true}))"
)
KB = 1000


def run(shop: Shop) -> Iterator[Claim]:
    """Bytes and largest paint of the home page and of a product page, at 360×740, 400 kbit/s, 400 ms, CPU ×4."""
    product = shop.pages()["product"][0]
    command = ["-m", "marketplace.cli", "serve", "--host", "127.0.0.1"]
    with Server(command, shop.environ()) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGS)
        for name, path in (("home", "/"), ("product", product)):
            yield from _claims(name, _view(browser, f"http://127.0.0.1:{server.port}{path}"))
        browser.close()


def _claims(name: str, seen: dict[str, Any]) -> Iterator[Claim]:
    needed = seen["document"] + seen["stylesheet"] + seen["first image"]
    sizes = {"HTML": "document", "CSS": "stylesheet", "first image": "first image"}
    parts = " + ".join(f"{words} {seen[kind] / KB:.1f}" for words, kind in sizes.items())
    yield Claim(f"first view of {name}", "≤ 45 kB", f"{needed / KB:.1f} kB ({parts})", needed <= 45 * KB)
    yield Claim(f"scripts of {name}", "≤ 5 kB", f"{seen['script'] / KB:.1f} kB", seen["script"] <= 5 * KB)
    yield Claim(f"largest paint of {name}", "≤ 2.5 s", f"{seen['largest'] / 1000:.2f} s", seen["largest"] <= 2500)
    whole = sum(seen[kind] for kind in ("document", "stylesheet", "script", "image", "font", "other"))
    yield Claim(f"whole first view of {name}", "≤ 120 kB", f"{whole / KB:.0f} kB", whole <= 120 * KB)


def _view(browser: Any, address: str) -> dict[str, Any]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="vi-VN"
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    seen: dict[str, Any] = dict.fromkeys(("document", "stylesheet", "script", "image", "font", "other"), 0)
    images: dict[str, int] = {}  # in the order in which they were asked for

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "other")
        seen[kind if kind in seen else "other"] += event["encodedDataLength"]
        if kind == "image":
            images[event["requestId"]] = event["encodedDataLength"]

    def asked(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"].lower()
        if event["type"] == "Image":
            images.setdefault(event["requestId"], 0)

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="load", timeout=60_000)
    page.wait_for_timeout(500)
    seen["largest"] = page.evaluate(LARGEST)
    seen["first image"] = next((size for size in images.values() if size > 2_000), 0)
    context.close()
    return seen
