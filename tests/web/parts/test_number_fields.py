"""A box takes numbers as people type them, asks where they may mean two things, and keeps what was typed (8.1)."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.number_fields import CountField, DongField, YearField

ASKED = "Vui lòng nhập giá."


class Sample(Form):
    price = DongField("Giá", [Required(ASKED)])
    pieces = CountField("Số lượng", least=1, most=5_000)
    born = YearField("Năm sinh", years=lambda: range(1920, 2017), refusal="Vui lòng nhập năm sinh.")


def filled(**typed: str) -> Sample:
    form = Sample(MultiDict({"price": "150k"} | typed))
    form.validate()
    return form


@pytest.mark.parametrize(("typed", "dong"), [("1tr2", 1_200_000), ("250.000 Đ", 250_000), ("0", 0), ("1 tỷ", 10**9)])
def test_an_amount_is_taken(app: Flask, typed: str, dong: int) -> None:
    form = filled(price=typed)
    assert not form.errors and form.price.dong == dong


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1.250k", "“1.250k” là 1.250đ hay 1.250.000đ? Vui lòng ghi lại đúng một trong hai số ấy."),
        ("28.5", "“28.5” là 28,5 hay 285đ? Ở đây chỉ ghi số nguyên, vui lòng ghi lại cho rõ."),
        ("nhiều", "Vui lòng nhập số tiền bằng chữ số, ví dụ 150.000 hoặc 150k."),
        ("-5", "Vui lòng nhập số tiền bằng chữ số, ví dụ 150.000 hoặc 150k."),
        ("2 tỷ", "Vui lòng nhập một số từ 0 đến 1.000.000.000."),
        ("\N{ZERO WIDTH SPACE}", ASKED),
        ("", ASKED),
    ],
)
def test_an_amount_that_cannot_be_stored_is_asked_and_stays_in_its_box(app: Flask, typed: str, words: str) -> None:
    form = filled(price=typed)
    assert form.errors == {"price": [words]} and form.price.dong is None
    assert form.price.data == typed.strip("\N{ZERO WIDTH SPACE}")


@pytest.mark.parametrize("chosen", ["1.250đ", "1.250.000đ"])
def test_either_answer_to_the_question_is_taken_as_it_stands_there(app: Flask, chosen: str) -> None:
    assert filled(price=chosen).price.dong == int(chosen.strip("đ").replace(".", ""))


@pytest.mark.parametrize(
    ("typed", "count", "words"),
    [
        ("1.500", 1_500, None),
        ("2k", 2_000, None),
        ("", None, None),
        ("1.5", None, "“1.5” là 1,5 hay 15? Ở đây chỉ ghi số nguyên, vui lòng ghi lại cho rõ."),
        ("1.0", None, "“1.0” là 1 hay 10? Vui lòng ghi lại đúng một trong hai số ấy."),
        ("0", None, "Vui lòng nhập một số từ 1 đến 5.000."),
        ("00", None, "Vui lòng nhập một số từ 1 đến 5.000."),
        ("vài", None, "Vui lòng nhập một số từ 1 đến 5.000."),
    ],
)
def test_a_count_is_whole(app: Flask, typed: str, count: int | None, words: str | None) -> None:
    form = filled(pieces=typed)
    assert form.pieces.count == count and form.errors == ({"pieces": [words]} if words else {})


@pytest.mark.parametrize(
    ("typed", "year"), [("1985", 1985), ("１９８５", 1985), ("1985\N{ZERO WIDTH SPACE}", 1985), ("", None)]
)
def test_a_year_is_taken(app: Flask, typed: str, year: int | None) -> None:
    form = filled(born=typed)
    assert form.born.year == year and not form.errors


@pytest.mark.parametrize("typed", ["85", "1.985", "2017", "1919"])
def test_a_year_that_cannot_be_is_asked(app: Flask, typed: str) -> None:
    assert filled(born=typed).errors == {"born": ["Vui lòng nhập năm sinh."]}


def test_stored_numbers_stand_in_their_boxes_as_they_can_be_read_again(app: Flask) -> None:
    form = Sample(price=1_250_000, pieces=1_500)
    assert (form.price.data, form.pieces.data) == ("1.250.000", "1500")
    again = filled(price=form.price.data, pieces=form.pieces.data)
    assert (again.price.dong, again.pieces.count) == (1_250_000, 1_500)
