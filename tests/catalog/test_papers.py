"""Papers: how long they hold, and which are expected."""

from datetime import date

import pytest

from marketplace.catalog.papers import PAPERS, holds_until, is_current, missing_papers
from marketplace.web.words.catalogue import PAPERS as WORDS
from marketplace.web.words.catalogue import any_paper_name


def test_ocop_holds_thirty_six_months() -> None:
    assert holds_until("ocop", date(2024, 2, 29)) == date(2027, 2, 28)


def test_a_test_holds_a_year_and_a_declaration_has_no_end() -> None:
    assert holds_until("phieu_kiem_nghiem", date(2025, 12, 31)) == date(2026, 12, 31)
    assert holds_until("ban_tu_cong_bo", date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("expires_on", "current"),
    [(None, True), (date(2026, 11, 21), True), (date(2026, 11, 20), False), ("2026-11-20", False)],
)
def test_a_paper_holds_through_its_last_day(expires_on: date | str | None, current: bool) -> None:
    assert is_current(expires_on, date(2026, 11, 21)) is current


def test_one_of_several_papers_is_enough() -> None:
    assert missing_papers("thuc_pham_tuoi", {"ban_cam_ket_attp"}) == []
    assert len(missing_papers("thuc_pham", {"giay_attp"})) == 2
    assert missing_papers("thu_cong_my_nghe", set()) == []


def test_every_paper_has_its_words() -> None:
    assert set(PAPERS) == set(WORDS)


def test_papers_of_choice_are_read_out_with_or(app: object) -> None:
    assert any_paper_name({"giay_attp", "ban_cam_ket_attp"}) == (
        "Giấy chứng nhận đủ điều kiện an toàn thực phẩm hoặc Bản cam kết an toàn thực phẩm"
    )
