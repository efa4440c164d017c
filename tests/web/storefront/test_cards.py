from flask import Flask

from marketplace.browse.queries.shelf import Card
from marketplace.web.plumbing import page_cache
from marketplace.web.storefront.cards import card_picture, drawn_cards

ROW = tuple(
    Card(
        "cu-sam",
        "Củ sâm",
        850_000,
        True,
        "in",
        "abc",
        800,
        600,
        "Sâm nhà Sen",
        "Xã Biện Thượng",
        4,
        "túi 100 g",
        "Lê Thị Sen",
    )
)


def drawn(app: Flask, *rows: tuple[object, ...], **how: object) -> list[str]:
    with app.test_request_context("/"):
        return [str(card) for card in drawn_cards(rows, **how)]  # type: ignore[arg-type]


def test_a_card_shows_what_its_row_says(app: Flask) -> None:
    (card,) = drawn(app, ROW)
    for words in (
        "/products/cu-sam",
        "Củ sâm",
        "850.000đ",
        "Từ",
        "/ túi 100 g",
        "Lê Thị Sen",
        "· xã Biện Thượng",
        "OCOP",
    ):
        assert words in card
    assert 'loading="lazy"' in card and "Tạm hết hàng" not in card


def test_what_is_sold_out_says_so(app: Flask) -> None:
    (card,) = drawn(app, (*ROW[:4], "out", *ROW[5:]))
    assert "Tạm hết hàng" in card


def test_the_first_card_is_fetched_at_once(app: Flask) -> None:
    first, second = drawn(app, ROW, ROW, eager=1)
    assert 'fetchpriority="high"' in first and 'loading="lazy"' in second


def test_among_its_own_goods_the_shop_is_left_out(app: Flask) -> None:
    (card,) = drawn(app, ROW, says_where=False)
    assert "Lê Thị Sen" not in card and "Biện Thượng" not in card and "Củ sâm" in card


def test_a_name_is_escaped(app: Flask) -> None:
    (card,) = drawn(app, (ROW[0], "<script>alert(1)</script>", *ROW[2:]))
    assert "<script>" not in card


def test_a_card_is_drawn_once_for_each_set_of_values(app: Flask, monkeypatch: object) -> None:
    drawn(app, ROW)
    kept = len(page_cache._fragments)
    drawn(app, ROW, ROW, ROW)
    assert len(page_cache._fragments) == kept
    drawn(app, (*ROW[:2], 1000, *ROW[3:]))
    assert len(page_cache._fragments) == kept + 1


def test_a_picture_is_never_offered_larger_than_it_is() -> None:
    small = card_picture("abc", 300, 200)
    assert small and "300w" in small.webp and "480w" not in small.webp
    assert card_picture(None, None, None) is None
