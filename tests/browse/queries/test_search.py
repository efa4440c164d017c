"""Searching, over the names of 46 local products and a golden set of queries."""

import unicodedata

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.browse.models import Listing
from marketplace.browse.queries.search import search
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.browse.shelf import GOLDEN, put, put_golden


def names_for(typed: str, most: int = 3) -> list[str]:
    ids = search(typed, 1).product_ids[:most]
    names = dict(session.execute(select(Listing.product_id, Listing.name)).all())
    return [names[number] for number in ids]


@pytest.fixture
def golden(app: Flask) -> None:
    with transaction():
        put_golden()


def test_the_golden_set_is_found_in_the_first_three(golden: None) -> None:
    queries = GOLDEN["queries"]
    missed = {typed: names_for(typed) for typed, wanted in queries if wanted not in names_for(typed)}
    assert len(queries) >= 60
    assert len(missed) <= 0.05 * len(queries), missed


@pytest.mark.parametrize(
    "typed",
    [
        "sam bao",
        "SÂM BÁO",
        "sâm báo",
        unicodedata.normalize("NFD", "sâm báo"),
        "  sâm   báo ",
        "sâm-báo",
        "sâm, báo!",
    ],
)
def test_sam_bao_is_first_however_it_is_typed(golden: None, typed: str) -> None:
    assert all("sâm Báo" in name or "Sâm Báo" in name for name in names_for(typed))


def test_tones_as_typed_rank_above_folded(app: Flask) -> None:
    with transaction():
        put(1, "Bún khô")
        put(2, "Bùn khoáng")
        put(3, "Bủn")
    assert names_for("bún", 1) == ["Bún khô"]
    assert names_for("bùn", 1) == ["Bùn khoáng"]


def test_d_and_d_bar_are_one(app: Flask) -> None:
    with transaction():
        put(1, "Đường phèn")
    assert names_for("duong phen") == names_for("đường phèn") == ["Đường phèn"]


def test_the_phrase_ranks_above_scattered_words_and_sales_break_ties(app: Flask) -> None:
    with transaction():
        put(1, "Mật của ong rừng")
        put(2, "Rượu mật ong", sold=1)
        put(3, "Mứt mật ong", sold=50)
    assert names_for("mật ong") == ["Mứt mật ong", "Rượu mật ong", "Mật của ong rừng"]


def test_words_of_shop_and_category_are_found_after_the_name(app: Flask) -> None:
    with transaction():
        put(1, "Gạo nếp", shop="Gian hàng Mật Ong Rừng")
        put(2, "Mật ong")
    assert names_for("mật ong") == ["Mật ong", "Gạo nếp"]


def test_the_last_word_may_be_unfinished(golden: None) -> None:
    assert names_for("chiếu c", 1) == ["Chiếu cói Nga Sơn"]


def test_what_is_not_shown_is_not_found(app: Flask) -> None:
    with transaction():
        put(1, "Rượu sâm Báo", is_shown=False)
    assert search("rượu sâm", 1).product_ids == ()


def test_the_index_follows_every_change(app: Flask) -> None:
    with transaction():
        put(1, "Củ sâm")
    with transaction():
        listing = session.get_one(Listing, 1)
        listing.folded_name = listing.folded = "cu mai"
        listing.name, listing.accented = "Củ mài", "củ mài"
    assert names_for("củ mài") == ["Củ mài"]
    assert search("sâm", 1).product_ids == ()
    with transaction():
        session.delete(session.get_one(Listing, 1))
    assert search("củ mài", 2).product_ids == ()


def test_one_slip_of_the_finger_is_forgiven_and_said(golden: None) -> None:
    found = search("kẹo lạt", 1)
    assert found.is_near
    assert names_for("kẹo lạt", 1) == ["Kẹo lạc Vĩnh Lộc"]


def test_nothing_found_offers_near_names(golden: None) -> None:
    assert search("zzzz", 1).product_ids == ()
    found = search("chieeuz kooix ngaaz sownn", 1)
    assert found.product_ids == () and "Chiếu cói Nga Sơn" in found.near_names


NAUGHTY = [
    "",
    " ",
    "a" * 10_000,
    "sâm " * 10_000,
    '"',
    "'",
    '" OR 1=1 --',
    "'; DROP TABLE listing; --",
    "AND",
    "OR NOT NEAR(",
    "sâm AND",
    "NOT sâm",
    "(sâm",
    "sâm)",
    "folded_name : sâm",
    "^sâm",
    "-sâm",
    "sâm*",
    "*",
    "%",
    "_%_",
    "\\",
    "sâm & báo | !x",
    "sâm:*",
    "<->",
    "😀 sâm 🍵",
    "\x00\x01\x02",
    "sâm\u200bbáo",
    "\u202esâm",
    "مرحبا",
    "中文",
    "１２３",
    "null",
    "{{7*7}}",
    "../../etc/passwd",
    "1e309",
    "-1",
    "0x7f",
    "a b c d e f g h i j k l m n o p",
]


@pytest.mark.parametrize("typed", NAUGHTY)
def test_naughty_input_never_fails(golden: None, typed: str) -> None:
    assert isinstance(search(typed, 1).product_ids, tuple)
