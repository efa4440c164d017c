"""A photographed page as cells: level or turned, ruled or not, each printed text is in its row and column."""

import pytest

from marketplace.imports.pictures import cells_of, page_of
from marketplace.imports.readings import box_of, doubtful_fields, sheet_of
from tests.imports.printed import page

MAN = ("1", "Lê Thị Mận", "1985", "Thôn Đông", "0912345678")
HOA = ("2", "Trần Thị Hoa", "1990", "Thôn Tây", "")
PLACES = [(row, column) for row in (0, 1) for column in range(5)] + [(2, column) for column in range(4)]


@pytest.mark.parametrize(
    ("turn", "grain", "ruled"), [(0.0, 0, True), (1.7, 20, True), (-2.4, 12, True), (0.0, 0, False), (-1.1, 15, False)]
)
def test_each_text_is_in_its_row_and_column(turn: float, grain: int, ruled: bool) -> None:
    read = page_of(page(MAN, HOA, turn=turn, grain=grain, ruled=ruled))
    assert [(cell.row, cell.column) for cell in cells_of(read)] == PLACES
    assert abs(read.turn + turn * 10) <= 3


def test_two_lines_between_two_rules_are_one_cell_and_a_blank_page_has_none() -> None:
    cells = cells_of(page_of(page(("1", "Lê Thị\nMận", "1985", "Thôn Đông", ""), HOA)))
    assert [cell.row for cell in cells if cell.column == 1] == [0, 1, 1, 2]
    assert cells_of(page_of(page(("", "", "", "", ""), ruled=True)))[0].row == 0
    assert [cell for cell in cells_of(page_of(page(ruled=False))) if cell.row > 0] == []


def test_lines_become_a_sheet_whose_doubtful_cells_are_known() -> None:
    first = [
        [0, 0, 0, 5, 9, 9, "Họ và tên", 0.99],
        [1, 0, 0, 20, 9, 30, "Lê Thị", 0.99],
        [1, 0, 0, 31, 9, 40, "Mện", 0.5],
    ]
    second = [
        [0, 0, 0, 7, 9, 11, "|Hà Thị Ba", 0.99],
        [0, 1, 0, 5, 9, 12, "O9123O567l", 0.99],
        [0, 2, 1, 1, 2, 2, "", 0.1],
    ]
    rows, doubts = sheet_of([first, second], sure=0.9)
    assert rows == [["Họ và tên", "", ""], ["Lê Thị Mện", "", ""], ["Hà Thị Ba", "0912305671", ""]]
    assert doubts == {"1:0": 0.5, "2:1": 0.5}
    assert doubtful_fields(doubts, 2, {"full_name": 0, "phone": 1}) == {"phone"}
    assert box_of([first, second], 1, [0]) == (0, (0, 20, 9, 40))
    assert box_of([first, second], 2, [0, 1]) == (1, (0, 5, 9, 12))
    assert box_of([first, second], 3, [0]) is None and box_of([first, second], 1, [2]) is None
