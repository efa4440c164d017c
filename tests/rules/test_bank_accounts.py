"""Account numbers and holders, one rule for everybody who gives them."""

import pytest
from flask import Flask

from marketplace.rules.bank_accounts import account_fingerprint, account_holder, account_number, holder_name
from marketplace.rules.errors import BadAccount


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3500.2051-2345 6", "3500205123456"),
        ("quanLY 88", "QUANLY88"),
        ("３５０\xa02\ufeff", "3502"),
        ("8888", "8888"),
        ("1" * 19, "1" * 19),
    ],
)
def test_a_number_is_tidied(typed: str, number: str) -> None:
    assert account_number(typed) == number


@pytest.mark.parametrize("typed", ["", "888", "12ab", "1" * 20, "12/34567", "٣٥٠٠٢٠٥١", "sốtàikhoản"])
def test_what_no_bank_gives_is_refused(typed: str) -> None:
    with pytest.raises(BadAccount) as refused:
        account_number(typed)
    assert refused.value.field == "number"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nguyễn Thị Mẫu", "NGUYEN THI MAU"),
        ("  đỗ  thị   Đào ", "DO THI DAO"),
        ("HTX Sâm Báo - Triệu Sơn (2)", "HTX SAM BAO TRIEU SON 2"),
        ("A" * 70, "A" * 70),
    ],
)
def test_a_name_is_printed_in_capitals_without_marks(typed: str, printed: str) -> None:
    assert account_holder(typed) == holder_name(typed) == printed


@pytest.mark.parametrize("typed", ["", "!!!", "A", "A" * 71])
def test_a_name_no_bank_prints_is_refused(typed: str) -> None:
    with pytest.raises(BadAccount) as refused:
        account_holder(typed)
    assert refused.value.field == "holder"


def test_the_same_account_is_known_however_it_is_written(app: Flask) -> None:
    assert account_fingerprint("970436", account_number("ab 1234")) == account_fingerprint("970436", "ab1234")
    assert account_fingerprint("970436", "AB12") != account_fingerprint("970405", "AB12")
