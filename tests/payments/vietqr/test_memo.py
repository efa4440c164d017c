"""Memo tokens: found in what banks make of a memo, never found where a token was damaged."""

import re
import secrets
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.payments.vietqr.memo import ALPHABET, MEMO_LENGTH, find_memos, is_memo, new_memo

TOKEN = new_memo(Random(38))
OTHER = new_memo(Random(237))
A, B, C = TOKEN[:5], TOKEN[5:9], TOKEN[9:]

seeds = st.integers(0, 2**64)

FOUND = [
    "{t}",
    "MBVCB.123456.{t}.CT tu 0123456789 toi 0987654321 tai VIETCOMBANK",
    "MBVCB.7712093321.5530122.{t}.CT tu 0011001234567 NGUYEN THI MAU toi 970422",
    "{t} FT26325810023456",
    "NGUYEN THI MAU chuyen tien {t}",
    "nguyen thi mau chuyen khoan {lower}",
    "IBFT {t} GD 512345-112126 09:31:07",
    "CT DEN:632112345678 {t}",
    "CT DEN 632112345678 MBBANK IBFT {t} MA GIAO DICH 0032",
    "VCB;0011001234567;{t}",
    "QR - {t}",
    "QR{t}",
    "{t}QR",
    "TKThe :0123456789, tai MB. {t} -CTLNHIDI000012345678-1/1-CRE-001",
    "REM:{t} TFR AC:03301012345678 O@L_080001",
    "{a} {b} {c}",
    "{a} {b} {c} thanh toan don hang",
    "{a}-{b}-{c}",
    "{a}.{b}\n{c}",
    "  {t}  ",
    "thanh toan don hang; ma: {t}; cam on shop",
    "Thanh toán đơn hàng ({t})",
    "TRẦN THỊ MẪU CHUYỂN KHOẢN {t} TIỀN SÂM BÁO",
    "HPN {t}",
    "HPNHPN{t}",
    "hoi lhpn xin chao {t}",
    "Trace 000123 Z{spaced}",
    "MOMO-CASHIN-0912345678-{t}-099123456789",
    "ZP6J2K1L0ZK {t} ZALOPAY CHUYEN TIEN",
    "SHGD:10003456.DD:261121.BO:TRAN VAN MAU.Remark:{t}",
    "BO+NGUYEN THI MAU/{t}/{t}",
    "{a}\u00a0{b}\u200b{c}",
]


def noisy(template: str) -> str:
    return template.format(t=TOKEN, lower=TOKEN.lower(), a=A, b=B, c=C, spaced=" ".join(TOKEN))


@pytest.mark.parametrize("template", FOUND)
def test_the_token_is_found_in_what_banks_deliver(template: str) -> None:
    assert find_memos(noisy(template)) == [TOKEN]


CUT = [
    "",
    "chuyen tien",
    "CT tu 0123 toi 0987",
    "{0}",
    "MBVCB.123456.{0}",
    "MBVCB.123456.{0}.CT tu 0123 toi 0987",
    "{0} FT26325810023456",
    "{0} GD 512345-112126",
]


@pytest.mark.parametrize("template", CUT)
@pytest.mark.parametrize("kept", range(3, MEMO_LENGTH))
def test_a_cut_token_is_never_found(template: str, kept: int) -> None:
    assert find_memos(template.format(TOKEN[:kept])) == []


@given(seeds, st.integers(1, 2), st.text(ALPHABET, min_size=2, max_size=20))
def test_a_tail_lost_to_the_banks_own_text_is_never_taken_for_another_token(seed: int, lost: int, tail: str) -> None:
    token = new_memo(Random(seed))
    assert not set(find_memos(token[:-lost] + tail)) - {token}


def test_a_token_right_after_something_like_one_is_not_hidden_by_it() -> None:
    for lost in range(1, MEMO_LENGTH):
        assert OTHER in find_memos(TOKEN[:-lost] + OTHER)


def test_two_orders_in_one_memo_are_both_found_in_their_order() -> None:
    assert find_memos(f"{OTHER} va {TOKEN}") == [OTHER, TOKEN]
    assert find_memos(TOKEN + OTHER) == [TOKEN, OTHER]


@given(seeds)
def test_a_new_token_is_one_and_fits_every_banking_app(seed: int) -> None:
    token = new_memo(Random(seed))
    assert re.fullmatch(r"[A-Z0-9]{6,25}", token)
    assert re.fullmatch(rf"HPN[{ALPHABET}]{{9}}", token)
    assert is_memo(token) and find_memos(token) == [token]


def test_tokens_are_not_guessable_and_do_not_repeat() -> None:
    assert len({new_memo() for _ in range(2000)}) == 2000
    assert new_memo(secrets) != new_memo(secrets)
    assert new_memo(Random(1)) == new_memo(Random(1))


@settings(max_examples=20)
@given(seeds)
def test_one_wrong_character_never_passes(seed: int) -> None:
    token = new_memo(Random(seed))
    for position in range(MEMO_LENGTH):
        for wrong in set(ALPHABET + "01OI") - {token[position]}:
            assert not is_memo(token[:position] + wrong + token[position + 1 :])


@settings(max_examples=50)
@given(seeds)
def test_two_swapped_characters_never_pass(seed: int) -> None:
    token = new_memo(Random(seed))
    for first, second in combinations(range(MEMO_LENGTH), 2):
        letters = list(token)
        letters[first], letters[second] = letters[second], letters[first]
        swapped = "".join(letters)
        assert swapped == token or not is_memo(swapped)


@given(seeds, st.data())
def test_two_wrong_characters_never_pass(seed: int, data: st.DataObject) -> None:
    token = list(new_memo(Random(seed)))
    for position in data.draw(st.lists(st.integers(3, MEMO_LENGTH - 1), min_size=2, max_size=2, unique=True)):
        token[position] = data.draw(st.sampled_from(sorted(set(ALPHABET) - {token[position]})))
    assert not is_memo("".join(token))


@pytest.mark.parametrize("text", ["", "HPN", TOKEN.lower(), TOKEN + "A", TOKEN[:-1], " " + TOKEN, "HPN" + "A" * 9])
def test_only_a_whole_token_in_upper_case_is_one(text: str) -> None:
    assert not is_memo(text)


WORDS = ["CT", "tu", "toi", "MBVCB", "chuyen tien", "FT26325", "GD", "hội LHPN", "LHPN xa Trieu Son", "don hang"]
WORDS += ["QR", "NGUYEN THI MAU", "TKThe", "tai VCB", "thanh toan", "sam Bao", "tra tien", "me Lan"]


def random_memo(random: Random) -> str:
    words = [random.choice(WORDS) for _ in range(random.randint(1, 6))]
    mixed = words + [str(random.randint(0, 10**12)) for _ in range(random.randint(0, 3))]
    random.shuffle(mixed)
    return random.choice([" ", ".", "-", ""]).join(mixed)


def mangled(token: str, random: Random) -> str:
    cut_at = random.randint(1, MEMO_LENGTH)
    blanked = token[:cut_at] + random.choice(["", " ", "-"]) + token[cut_at:]
    return str(random.choice([str.upper, str.lower, str.title])(blanked))


def test_ten_thousand_memos_without_a_token_give_no_false_match() -> None:
    random = Random(20261121)
    memos = [random_memo(random) for _ in range(10_000)]
    assert sum("LHPN" in memo for memo in memos) > 2000
    assert [memo for memo in memos if find_memos(memo)] == []


def test_ten_thousand_memos_with_a_token_give_it_and_no_other_that_was_given_out() -> None:
    random = Random(2415)
    given_out = [new_memo(random) for _ in range(10_000)]
    known = set(given_out)
    for token in given_out:
        memo = f"{random_memo(random)} {mangled(token, random)}{random.choice([' ', '.', ''])}{random_memo(random)}"
        assert set(find_memos(memo)) & known == {token}


def test_ten_thousand_cut_tokens_followed_by_other_text_never_name_another_order() -> None:
    random = Random(939)
    given_out = {new_memo(random) for _ in range(10_000)}
    for token in sorted(given_out):
        kept = token[: random.randint(3, MEMO_LENGTH - 1)]
        found = set(find_memos(f"{kept} {random_memo(random)}"))
        assert not given_out & (found - {token})


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert all(is_memo(token) for token in find_memos(text))
