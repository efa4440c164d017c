"""Numbers are taken in every way people here write them; what can mean two things is never guessed (8.1)."""

from decimal import Decimal

import pytest

from marketplace.core.typed_numbers import COUNT, DONG, SHARE, Typed, plain_figures, read_number, read_year

MILLION_AND_A_QUARTER = [
    "1250000",
    "1.250.000",
    "1,250,000",
    "1 250 000",
    "1\N{NO-BREAK SPACE}250\N{NARROW NO-BREAK SPACE}000",
    "1\N{THIN SPACE}250\N{FIGURE SPACE}000",
    "１.２５０.０００",
    "１，２５０，０００",
    "+1.250.000",
    "+ 1250000",
    "1.250.000đ",
    "1.250.000 Đ",
    "1.250.000Ð",  # U+00D0, of an Icelandic keyboard
    "1.250.000Ɖ",  # U+0189, of an African one
    "1.250.000₫",
    "1.250.000 đồng",
    "1.250.000 đồng",
    "1250000 VND",
    "1.250.000 VNĐ",
    "VND 1,250,000",
    "₫1,250,000",
    "1250k",
    "1 250 K",
    "1250 nghìn",
    "1250 NGHÌN",
    "1250 nghìn đồng",
    "1250 ngàn",
    "1250ngan",
    "1,25 triệu",
    "1.25tr",
    "1,25 TRIỆU đồng",
    "1tr25",
    "1tr250",
    "1 triệu 250 nghìn",
    "1tr250k",
    "1 triệu 250.000",
    "1 triệu 250 nghìn đồng",
    "1,250,000.00",
    "1.250.000,0",
    "  1.250.000\t",
    "\N{ZERO WIDTH SPACE}1.250.000\N{BYTE ORDER MARK}",
    "\N{RIGHT-TO-LEFT MARK}1.250\N{WORD JOINER}.000\N{POP DIRECTIONAL ISOLATE}",
]


@pytest.mark.parametrize("text", MILLION_AND_A_QUARTER)
def test_the_usual_ways_of_writing_an_amount_are_taken(text: str) -> None:
    assert read_number(text, DONG) == Typed(Decimal(1_250_000))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1tr2", 1_200_000),
        ("1tr05", 1_050_000),
        ("2k5", 2_500),
        ("1 tỷ 2", 1_200_000_000),
        ("1,5 tỉ", 1_500_000_000),
        ("1 ty 200 trieu 5 nghin", 1_200_005_000),
        ("1.250", 1_250),
        ("1,250", 1_250),
        ("0,125tr", 125_000),
        ("0", 0),
        ("0đ", 0),
        ("007", 7),
    ],
)
def test_an_amount_says(text: str, value: int) -> None:
    assert read_number(text, DONG) == Typed(Decimal(value))


@pytest.mark.parametrize(
    ("text", "kind", "either"),
    [
        ("1.250k", DONG, (1_250, 1_250_000)),
        ("1,250k", DONG, (1_250, 1_250_000)),
        ("1.250 triệu", DONG, (1_250_000, 1_250_000_000)),
        ("28.5", DONG, ("28.5", 285)),
        ("12.50", DONG, ("12.50", 1_250)),
        ("1 triệu 500 đồng", DONG, (1_500_000, 1_000_500)),
        ("28.5", COUNT, ("28.5", 285)),
        ("28,5", COUNT, ("28.5", 285)),
        ("1.5", COUNT, ("1.5", 15)),
        ("12.50", COUNT, ("12.5", 1_250)),
        ("1.0", COUNT, (1, 10)),
        ("0.250", COUNT, ("0.25", 250)),
        ("1,250", SHARE, ("1.25", 1_250)),
    ],
)
def test_what_may_mean_two_things_is_asked(text: str, kind: str, either: tuple[object, object]) -> None:
    assert read_number(text, kind) == Typed(either=(Decimal(str(either[0])), Decimal(str(either[1]))))


@pytest.mark.parametrize(
    ("text", "either"),
    [
        ("28,5", (28_500, 28_500_000)),
        ("1.2", (1_200, 1_200_000)),
        ("12.50", (12_500, 1_250)),
        ("0,5", (500_000, 500_000_000)),
        ("1500,5", ("1500.5", 15_005)),
        ("1.250k", (1_250, 1_250_000)),
    ],
)
def test_of_a_price_nothing_below_the_least_is_asked(text: str, either: tuple[object, object]) -> None:
    assert read_number(text, DONG, 1_000) == Typed(either=(Decimal(str(either[0])), Decimal(str(either[1]))))


def test_what_is_left_of_two_readings_of_a_decimal_is_not_guessed() -> None:
    assert read_number("0.0005", DONG, 1_000) == Typed() and read_number("285", DONG, 1_000) == Typed(Decimal(285))


@pytest.mark.parametrize(
    ("text", "value"),
    [("28.5", "28.5"), ("28,5", "28.5"), ("28,5 %", "28.5"), ("28.50%", "28.5"), ("1.250,5", "1250.5"), ("7", "7")],
)
def test_a_share_may_have_decimals_behind_either_sign(text: str, value: str) -> None:
    assert read_number(text, SHARE) == Typed(Decimal(value))


@pytest.mark.parametrize("kind", [DONG, COUNT, SHARE])
@pytest.mark.parametrize(
    "text",
    [
        *["", "\N{ZERO WIDTH SPACE}", "hai", "-5", "−5", "1e9", "1.25.000", "1,2,3", "1.2.3", "12 50", "1..5"],
        *["1 5", "150."],
        *[".5", "0x10", "١٢٣", "1½", "10²", "1k2tr", "1 triệu 2 triệu", "5 triệu 2000 nghìn", "k", "đ"],
        *["1,2 triệu 5 nghìn"],
        *["1.250.000 / kg", "9" * 16, "9999999 tỷ", "1" + " " * 9 + "k" * 999, "1.250,125.5", "1'250", "1.250 000"],
    ],
)  # fmt: skip
def test_what_says_no_number_is_none(text: str, kind: str) -> None:
    assert read_number(text, kind) == Typed()


def test_currency_belongs_to_amounts_and_per_cent_to_shares() -> None:
    assert read_number("5đ", COUNT) == read_number("5%", COUNT) == read_number("5%", DONG) == Typed()


def test_a_year_has_four_figures() -> None:
    assert read_year("1985") == read_year("１９８５") == read_year(" 1985\N{ZERO WIDTH SPACE}") == 1985
    assert [read_year(text) for text in ("", "85", "1.985", "1985 ", "19850", "1985k", "٢٠٢٥")] == [
        *(None, None, None, 1985, None, None, None)
    ]


def test_figures_lose_what_keyboard_and_clipboard_added() -> None:
    assert plain_figures(" ２１／１１／２０２６\N{BYTE ORDER MARK} ") == "21/11/2026"
