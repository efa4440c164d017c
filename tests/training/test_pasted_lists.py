"""A list pasted from a chat or a sheet is read line by line, whatever the order of its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.training.pasted_lists import LeftOut, Line, read_line, read_list


@pytest.mark.parametrize(
    ("typed", "name", "year", "village", "phone"),
    [
        ("1. Lê Thị Mận, 1985, thôn Đông, 0912345678", "Lê Thị Mận", 1985, "thôn Đông", "+84912345678"),
        ("2\tLE THI HOA\t1979\tthon Bong Trung\t912345679", "Le Thi Hoa", 1979, "thon Bong Trung", "+84912345679"),
        (
            "3) Chị CAO THỊ LAN - sn 12/3/1990 - Bản Mạ - sđt 0912.345.680",
            "Cao Thị Lan",
            1990,
            "Bản Mạ",
            "+84912345680",
        ),
        ("Phạm Thị Hồng 1988 Thôn 3 0987 654 321", "Phạm Thị Hồng", 1988, "Thôn 3", "+84987654321"),
        ("0912345681, Trịnh Thị Bé, 70", "Trịnh Thị Bé", 1970, "", "+84912345681"),
        ("- cao thị nga; 91; khu phố 2", "Cao Thị Nga", 1991, "khu phố 2", ""),
        ("+84 912 345 682 | Đỗ Thị Tâm | 1999", "Đỗ Thị Tâm", 1999, "", "+84912345682"),
        ("9/ Hà Thị Sen, 5/6/78, Chi hội Đông, ĐT: 0349 555 666", "Hà Thị Sen", 1978, "Chi hội Đông", "+84349555666"),
        ("8. Lê Thị Na 0912 1985 12", "Lê Thị Na", None, "", "+84912198512"),
        ("3. Trịnh Thị Hai 85 0912345002", "Trịnh Thị Hai", 1985, "", "+84912345002"),
        ("Trịnh Thị Hai 85 912345002", "Trịnh Thị Hai", 1985, "", "+84912345002"),
        ("Trịnh Thị Hai, thôn 12 0912345002", "Trịnh Thị Hai", None, "thôn 12", "+84912345002"),
        ("Nguyễn Thị Hạnh 😀🌸 1980 0912 345 678", "Nguyễn Thị Hạnh", 1980, "", "+84912345678"),
        ("H'Hen Niê, 1992, buôn Sut", "H'Hen Niê", 1992, "buôn Sut", ""),
        ("(12) Tô Thị Hoa, 1980, tổ 3", "Tô Thị Hoa", 1980, "tổ 3", ""),
        ("Ban Thi Mai, 1980, to 3", "Ban Thi Mai", 1980, "to 3", ""),
        ("Họ và tên: Lê Thị Mận, năm sinh 1985", "Lê Thị Mận", 1985, "", ""),
    ],
)
def test_a_line_is_read(typed: str, name: str, year: int | None, village: str, phone: str) -> None:
    line = read_line(1, typed)
    assert (line.full_name, line.birth_year, line.village, line.phone) == (name, year, village, phone)
    assert line.bad_phone == ""


@pytest.mark.parametrize("typed", ["5. ???", "6. Mai, 1980", "12", "=cmd|'/c calc'!A1"])
def test_what_is_no_name_is_given_back(typed: str) -> None:
    assert read_line(1, typed).full_name == "" and read_line(1, typed).typed


def test_a_number_that_is_none_is_shown_and_the_name_kept() -> None:
    for typed in ("Vũ Thị Út thôn Thượng 091234", "Vũ Thị Út (1966) 01234567890"):
        line = read_line(1, typed)
        assert (line.full_name, line.phone) == ("Vũ Thị Út", "") and line.bad_phone


def test_headings_and_repeated_lines_are_left_out() -> None:
    lines, left_out = read_list(
        "Danh sách lớp\r\nSTT\tHọ và tên\tNăm sinh\n\n1. Lê Thị Mận, 1985\n2. LÊ THỊ MẬN 1985\nCao Lan"
    )
    assert [(line.number, line.full_name) for line in lines] == [(4, "Lê Thị Mận"), (6, "Cao Lan")]
    headings = [LeftOut(1, "Danh sách lớp"), LeftOut(2, "STT Họ và tên Năm sinh")]
    assert left_out == [*headings, LeftOut(5, "2. LÊ THỊ MẬN 1985", same_as=4)]


def test_a_woman_whose_line_says_what_its_figure_is_is_no_heading_and_namesakes_of_two_villages_are_two() -> None:
    lines, left_out = read_list("1. Lê Thị Mận, năm sinh 1985, thôn Đông\n2. Lê Thị Mận, sinh năm 1985, thôn Thượng")
    assert [line.village for line in lines] == ["thôn Đông", "thôn Thượng"] and left_out == []


@pytest.mark.parametrize(
    ("typed", "name", "village", "remark"),
    [
        ("7. Bùi Thị Sửu (Sâm Báo) 1988 0912345678", "Bùi Thị Sửu", "", "Sâm Báo"),
        ("Bùi Thị Sửu (Sâm Báo, 1988", "Bùi Thị Sửu", "", "Sâm Báo"),
        ("Bùi Thị Sửu (1988, thôn Đông)", "Bùi Thị Sửu", "thôn Đông", ""),
        ("Bùi Thị Sửu [tổ trưởng] thôn Đông 1988", "Bùi Thị Sửu", "thôn Đông", "tổ trưởng"),
        ("Đỗ (út) Ba, 1988", "Đỗ Ba", "", "út"),
        ("(con bà Lan) Bùi Thị Sửu 1988", "Bùi Thị Sửu", "", "con bà Lan"),
    ],
)
def test_a_remark_in_brackets_is_no_part_of_a_name(typed: str, name: str, village: str, remark: str) -> None:
    line = read_line(1, typed)
    assert (line.full_name, line.village, line.remark) == (name, village, remark)


@pytest.mark.parametrize(
    ("typed", "village", "wider"),
    [
        ("15.\tVũ Thị Ngọc Ánh\tXã Triệu Sơn\t1983\t0373123456", "", "Xã Triệu Sơn"),
        ("Vũ Thị Ngọc Ánh thôn Đông xã Triệu Sơn 1983", "thôn Đông", "xã Triệu Sơn"),
        ("Vũ Thị Ngọc Ánh, thôn 3 - xã Triệu Sơn - tỉnh Thanh Hóa", "thôn 3", "xã Triệu Sơn, tỉnh Thanh Hóa"),
        ("Vu Thi Ngoc Anh, thon Dong xa Trieu Son, 1983", "thon Dong", "xa Trieu Son"),
        ("Vũ Thị Ngọc Ánh; TP Thanh Hóa; 1983", "", "TP Thanh Hóa"),
        ("Vũ Thị Ngọc Ánh (xã Triệu Sơn) 1983", "", "xã Triệu Sơn"),
        ("Vũ Thị Ngọc Ánh, chi hội trưởng, xã Triệu Sơn, phố 3, 1983", "phố 3", "xã Triệu Sơn"),
        ("Xa Thị Phương, 1983, x. Triệu Sơn", "", "x. Triệu Sơn"),
    ],
)
def test_what_a_village_lies_in_is_no_village(typed: str, village: str, wider: str) -> None:
    line = read_line(1, typed)
    assert line.full_name and (line.village, line.wider) == (village, wider)


@given(st.text(max_size=200))
def test_nothing_makes_it_fail(text: str) -> None:
    lines, _left_out = read_list(text)
    assert all(isinstance(line, Line) for line in lines)
