"""What a page reads back while a number is typed is what the server stores: two readers, one grammar (8.1)."""

import random
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from config import ROOT
from marketplace.catalog.models import Variant
from marketplace.catalog.services.products import LEAST_PRICE_DONG
from marketplace.core.db import session
from marketplace.core.typed_numbers import COUNT, DONG, SHARE, Typed, read_number
from marketplace.web.words.catalogue import dong_in_words
from tests.browser.screen import Screen
from tests.browser.town import sign_in
from tests.journeys.market import two_stalls

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

KINDS = ((DONG, 0), (DONG, LEAST_PRICE_DONG), (COUNT, 0), (SHARE, 0))
SCRIPTS = [ROOT / "static" / "js" / name for name in ("typed-numbers.js", "read-back.js")]
FIGURES = ["", "0", "1", "5", "05", "28.5", "28,5", "1.250", "1,250", "1 250", "12.50", "1.250.000", "1,250,000", "250"]
FIGURES += [
    "1 250 000",
    "1.250,5",
    "1,250.00",
    "1 250,5",
    "1.25.000",
    "１２",
    "1\xa0250",
    "٣",
    "123456789012345",
    "007",
]
UNITS = ["", "k", " K", "nghìn", " NGHÌN", "ngàn", "tr", " triệu", "tỷ", "m"]
RESTS = ["", "2", " 25", "250", " 250.000", " 250 nghìn", "5k", "2500"]
ENDS = ["", "đ", " Đ", "Ð", " đồng", " VND", "VNĐ", "%", ".", "\u200b"]
PIECES = [*"0123456789" * 2, *".,.,", " ", "\xa0", "\u200b", "k", "K", "tr", "triệu", "nghìn", "ngàn", "tỷ", "đ", "Ð"]
PIECES += [
    "đồng",
    "VNĐ",
    "%",
    "+",
    "-",
    "５",
    "．",
    "\t",
    "\ufeff",
    "000",
    "250",
    "e",
    "x",
    "²",
    "½",
    "\u0300",
    "\u202e",
]


def texts() -> list[str]:
    """Every way of putting the parts together, and as many more put together by chance (always the same)."""
    chance = random.Random(8)
    put = ["".join(parts) for parts in product(FIGURES, UNITS, RESTS, ENDS)]
    by_chance = ["".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(20_000)]
    return sorted({*put, *by_chance})


@pytest.fixture
def script(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.add_script_tag(content="\n".join(Path(file).read_text() for file in SCRIPTS))
    yield page
    page.close()


def plain(typed: Typed) -> list[Any]:
    """As the script says it."""
    value, *either = ((None if n is None else f"{n.normalize():f}") for n in (typed.value, *typed.either))
    return [value, either]


def test_script_and_server_read_every_text_alike(script: Page) -> None:
    typed = texts()
    assert len(typed) > 30_000
    read = script.evaluate(
        """([texts, kinds]) => texts.map((text) => kinds.map(([kind, least]) => {
            const { value, either } = readNumber(text, kind, least);
            return [value, either];
        }))""",
        [typed, KINDS],
    )
    differ = [
        (text, kind, by_script, by_server)
        for text, answers in zip(typed, read, strict=True)
        for (kind, least), by_script in zip(KINDS, answers, strict=True)
        if by_script != (by_server := plain(read_number(text, kind, least)))
    ]
    assert differ[:20] == []
    assert sum(value is not None for answers in read for value, _ in answers) > 3_000, "many of them are numbers"
    assert sum(bool(either) for answers in read for _, either in answers) > 1_000, "and many may mean two things"


def test_an_amount_is_said_in_the_same_words(script: Page, app: Flask) -> None:
    chance = random.Random(8)
    amounts = [*range(130), *(chance.randrange(10 ** chance.randint(3, 12)) for _ in range(3_000))]
    said = script.evaluate(
        """(amounts) => amounts.map((n) => readBack({ value: String(n), dataset: { reads: "dong", unsure: "" } }))""",
        amounts,
    )
    assert said == [dong_in_words(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("typed", "said", "stored"),
    [
        ("1tr2", "1.200.000đ: một triệu hai trăm nghìn đồng", 1_200_000),
        ("250 NGHÌN", "250.000đ: hai trăm năm mươi nghìn đồng", 250_000),
        ("1.250k", "1.250đ hay 1.250.000đ? Vui lòng ghi lại cho rõ.", None),
        ("28.5", "28.500đ hay 28.500.000đ? Vui lòng ghi lại cho rõ.", None),
    ],
)
def test_what_is_read_back_is_what_is_stored(
    new_screen: Callable[..., Screen], site: str, typed: str, said: str, stored: int | None
) -> None:
    stall = two_stalls()[0]
    variant_id, before = stall.goods.variants[0].id, stall.goods.variants[0].price_dong
    session.rollback()
    screen = new_screen()
    sign_in(screen.page.context, screen.origin, stall.owner)
    box = screen.open(f"/seller/products/{stall.goods.id}/stock").page.locator("[name$=-price]")
    screen.page.wait_for_load_state("networkidle")
    box.fill(typed)
    assert screen.page.locator(".read-back").inner_text() == said
    screen.page.get_by_role("button", name="Lưu").first.click()
    screen.page.wait_for_load_state("load")
    session.rollback()
    assert session.get_one(Variant, variant_id).price_dong == (stored or before)
    if stored is None:
        assert screen.page.locator("[name$=-price]").input_value() == typed
        screen.sees(f"“{typed}” là", status=screen.status)
    session.rollback()
