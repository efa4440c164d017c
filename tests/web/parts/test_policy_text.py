"""Plain text becomes headings, paragraphs and lists, and never markup."""

from marketplace.web.parts.policy_text import Block, blocks_of


def test_headings_paragraphs_and_lists() -> None:
    body = "Mở đầu\ndòng hai\n\nĐoạn hai\n## Đề mục\n- một\n- hai\n\n- ba\nCuối"
    assert blocks_of(body) == [
        Block("paragraph", "Mở đầu dòng hai"),
        Block("paragraph", "Đoạn hai"),
        Block("heading", "Đề mục"),
        Block("list", items=["một", "hai"]),
        Block("list", items=["ba"]),
        Block("paragraph", "Cuối"),
    ]


def test_nothing_gives_nothing() -> None:
    assert blocks_of("") == blocks_of("\n \n") == []


def test_text_stays_text() -> None:
    assert blocks_of("<b>x</b>")[0].text == "<b>x</b>"
