"""Claim words are found with and without tone marks; the law's own sentence is no claim."""

import pytest

from marketplace.catalog.health_claims import CURE, SUPERLATIVE, find_health_claims


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Sâm Báo CHỮA KHỎI ho lâu ngày", "chữa khỏi"),
        ("sam bao dac tri mat ngu", "đặc trị"),
        ("Dùng để điều   trị đau lưng", "điều trị"),
        ("có thể thay thế thuốc tây", "thay thế thuốc"),
        ("Hỗ trợ ... hạ huyết-áp", "hạ huyết áp"),
    ],
)
def test_a_cure_is_flagged(text: str, phrase: str) -> None:
    assert [(c.phrase, c.kind) for c in find_health_claims([("description", text)])] == [(phrase, CURE)]


def test_the_best_is_flagged_as_boasting() -> None:
    found = find_health_claims([("name", "Mắm ngon nhất xứ Thanh")])
    assert [(c.part, c.phrase, c.kind) for c in found] == [("name", "ngon nhất", SUPERLATIVE)]


@pytest.mark.parametrize(
    "text",
    [
        "Củ sâm Báo trồng quanh núi Báo, đào từ tháng 11.",
        "Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh.",
        "Ngâm nước muối, phơi nắng rồi sấy khô",
        "",
    ],
)
def test_honest_words_are_left_alone(text: str) -> None:
    assert find_health_claims([("description", text)]) == []


def test_the_disclaimer_does_not_hide_a_claim_beside_it() -> None:
    text = "Không phải là thuốc. Đặc trị mất ngủ!"
    assert [c.phrase for c in find_health_claims([("description", text)])] == ["đặc trị"]
