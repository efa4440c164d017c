"""VietQR texts: every published code is rewritten byte for byte, every bad one refused for its own reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core.errors import Invalid
from marketplace.payments.vietqr import refusals
from marketplace.payments.vietqr.payload import Payload, PayloadRefused, decode, encode, transfer_to_account
from marketplace.payments.vietqr.tlv import crc, write_fields

VECTORS = json.loads(Path(__file__).with_name("vietqr_vectors.json").read_text(encoding="utf-8"))["vectors"]
VALID = [vector for vector in VECTORS if vector["kind"] == "vietqr"]
REASON_OF_REFUSED = {
    "NEG_napas_6_1_1_erratum": "length",
    "NEG_bad_crc_ffff": "crc",
    "NEG_readme_bad_lengths": "length",
    "OTHER_vnpay_merchant_static": "scheme",
}

ACCOUNT = ("01", write_fields([("00", "970422"), ("01", "0123456789")]))
RECEIVER = [("00", "A000000727"), ACCOUNT, ("02", "QRIBFTTA")]
GOOD = {"00": "01", "01": "12", "38": write_fields(RECEIVER), "53": "704", "54": "185000", "58": "VN"}

ascii_text = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25)
sub_fields = st.lists(
    st.tuples(st.from_regex(r"[0-9]{2}", fullmatch=True), ascii_text), unique_by=lambda field: field[0], max_size=3
)


def by_name(vector: dict[str, Any]) -> str:
    return str(vector["name"])


def payload_of(decoded: dict[str, Any]) -> Payload:
    rest = {name: decoded[name] for name in decoded if name not in ("amount", "additional")}
    amount = int(decoded["amount"]) if "amount" in decoded else None
    return Payload(amount_dong=amount, additional=tuple(decoded.get("additional", {}).items()), **rest)


def signed(fields: dict[str, str] | list[tuple[str, str]]) -> str:
    listed = list(fields.items()) if isinstance(fields, dict) else fields
    text = write_fields(listed) + "6304"
    return text + crc(text)


def reason_for(text: str) -> str:
    with pytest.raises(PayloadRefused) as refused:
        decode(text)
    return refused.value.reason


def test_the_vectors_are_all_here() -> None:
    assert len(VALID) == 16
    assert {vector["name"] for vector in VECTORS if vector["kind"] != "vietqr"} == REASON_OF_REFUSED.keys()


@pytest.mark.parametrize("vector", VALID, ids=by_name)
def test_a_published_code_is_rewritten_byte_for_byte_from_its_fields(vector: dict[str, Any]) -> None:
    written = encode(payload_of(vector["decoded"]))
    published = vector["payload"]
    expected = published if vector["name"] != "xuannghia_lowercase_crc" else published[:-4] + published[-4:].upper()
    assert written == expected


@pytest.mark.parametrize("vector", VALID, ids=by_name)
def test_a_published_code_is_read_as_its_fields_say(vector: dict[str, Any]) -> None:
    assert decode(vector["payload"]) == payload_of(vector["decoded"])


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["kind"] != "vietqr"], ids=by_name)
def test_a_wrong_code_is_refused_for_its_own_reason(vector: dict[str, Any]) -> None:
    assert reason_for(vector["payload"]) == REASON_OF_REFUSED[vector["name"]]


def test_the_good_fields_of_the_cases_below_are_accepted() -> None:
    assert decode(signed(GOOD)).amount_dong == 185_000


def receiver(*fields: tuple[str, str]) -> dict[str, str]:
    return {"38": write_fields(fields)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (receiver(RECEIVER[0], ("01", ACCOUNT[1] + "0208QRIBFTTA")), "missing_service"),  # nested inside 38.01
        (receiver(RECEIVER[0], ACCOUNT), "missing_service"),
        (receiver(RECEIVER[0], ACCOUNT, ("02", "QRPUSH")), "service"),
        (receiver(("00", "A000000775"), ACCOUNT, RECEIVER[2]), "scheme"),
        (receiver(ACCOUNT, RECEIVER[2]), "scheme"),
        (receiver(RECEIVER[0], RECEIVER[2]), "bin"),
        (receiver(RECEIVER[0], ("01", "00059704201040123"), RECEIVER[2]), "bin"),
        (receiver(RECEIVER[0], ("01", "0006970422"), RECEIVER[2]), "account"),
        (receiver(RECEIVER[0], ("01", "00069704220120" + "1" * 20), RECEIVER[2]), "account"),
        (receiver(RECEIVER[0], ("01", "000697042201050123-"), RECEIVER[2]), "account"),
        ({"00": "02"}, "version"),
        ({"01": "13"}, "poi"),
        ({"52": "49"}, "mcc"),
        ({"53": "840"}, "currency"),
        ({"54": "0"}, "amount"),
        ({"54": "-5"}, "amount"),
        ({"54": "185,000"}, "amount"),
        ({"54": "185000.50"}, "amount"),
        ({"54": "1e5"}, "amount"),
        ({"54": "١٨٥٠٠٠"}, "amount"),
        ({"54": ""}, "amount"),
        ({"54": "1" * 14}, "amount"),
        ({"55": "01"}, "tip"),
        ({"58": "US"}, "country"),
        ({"59": "N" * 26}, "merchant"),
        ({"60": "Thanh Hóa"}, "merchant"),
        ({"61": ""}, "merchant"),
        ({"62": "0826" + "x" * 26}, "additional"),
        ({"62": "0804Phở!"}, "additional"),
        ({"62": "0800"}, "additional"),
        ({"62": "0805Test"}, "length"),
        ({"62": "0801a0801b"}, "duplicate"),
    ],
)
def test_a_changed_field_is_refused_for_its_own_reason(change: dict[str, str], reason: str) -> None:
    assert reason_for(signed({**GOOD, **change})) == reason


@pytest.mark.parametrize(("left_out", "reason"), [("01", "poi"), ("38", "scheme"), ("53", "currency")])
def test_a_missing_field_is_refused_for_its_own_reason(left_out: str, reason: str) -> None:
    assert reason_for(signed({tag: value for tag, value in GOOD.items() if tag != left_out})) == reason


def test_a_code_for_one_payment_needs_an_amount_and_a_reusable_one_does_not() -> None:
    without = {tag: value for tag, value in GOOD.items() if tag != "54"}
    assert reason_for(signed(without)) == "amount"
    assert decode(signed({**without, "01": "11"})).amount_dong is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        signed(GOOD)[6:],
        signed(GOOD)[:-8],
        signed({"01": "12", "00": "01"}),
        write_fields([("00", "01"), ("63", "ABCD"), ("53", "704")]),
    ],
)
def test_a_code_that_does_not_open_with_00_and_close_with_63_is_refused(text: str) -> None:
    assert reason_for(text) == "order"


def test_a_checksum_of_another_length_is_refused() -> None:
    assert reason_for(write_fields([("00", "01"), ("63", "ABC")])) == "length"


def test_a_field_given_twice_is_refused() -> None:
    assert reason_for(signed([*GOOD.items(), ("54", "1")])) == "duplicate"


def test_the_order_between_00_and_63_is_free() -> None:
    turned = [("00", "01"), *reversed([field for field in GOOD.items() if field[0] != "00"])]
    assert decode(signed(turned)) == decode(signed(GOOD))


def test_a_whole_amount_written_with_decimals_is_the_same_amount() -> None:
    assert decode(signed({**GOOD, "54": "185000.00"})).amount_dong == 185_000


def test_one_changed_character_never_passes() -> None:
    text = signed(GOOD)
    for position in range(len(text)):
        changed = text[:position] + ("8" if text[position] != "8" else "9") + text[position + 1 :]
        with pytest.raises(PayloadRefused):
            decode(changed)


def test_every_reason_has_its_own_name_and_reads_as_invalid_input() -> None:
    kinds = PayloadRefused.__subclasses__()
    assert len({kind.reason for kind in kinds}) == len(kinds) == 18
    assert issubclass(refusals.CrcRefused, Invalid)


def test_a_code_for_an_order_carries_amount_and_memo() -> None:
    payload = transfer_to_account(
        bank_bin="970422", account="0000000000000", amount_dong=185_000, memo="TTDH 261121K7P2"
    )
    assert encode(payload).endswith("62190815TTDH 261121K7P263046FEF")
    assert payload.memo == "TTDH 261121K7P2"
    assert Payload(bin="970422", account="1").memo is None


@pytest.mark.parametrize("amount_dong", [0, -1, 10**13])
def test_a_code_for_no_money_or_too_much_cannot_be_made(amount_dong: int) -> None:
    with pytest.raises(refusals.AmountRefused):
        transfer_to_account(bank_bin="970422", account="1", amount_dong=amount_dong, memo="HPN")


def test_a_memo_with_diacritics_or_of_26_characters_cannot_be_made() -> None:
    for memo in ("chuyển khoản", "x" * 26, ""):
        with pytest.raises(refusals.AdditionalRefused):
            transfer_to_account(bank_bin="970422", account="1", amount_dong=1, memo=memo)


def test_additional_fields_that_do_not_fit_together_cannot_be_made() -> None:
    with pytest.raises(refusals.AdditionalRefused):
        Payload(bin="970422", account="1", additional=tuple((f"0{n}", "x" * 25) for n in range(1, 5)))
    with pytest.raises(refusals.AdditionalRefused):
        Payload(bin="970422", account="1", additional=(("8", "x"),))


@given(
    bank_bin=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=st.from_regex(r"[0-9A-Za-z]{1,19}", fullmatch=True),
    amount_dong=st.integers(1, 10**13 - 1),
    additional=sub_fields,
    name=st.none() | ascii_text,
)
def test_any_payload_is_read_back_as_written(
    bank_bin: str, account: str, amount_dong: int, additional: list[tuple[str, str]], name: str | None
) -> None:
    written = Payload(
        bin=bank_bin, account=account, poi="12", amount_dong=amount_dong, additional=tuple(additional), name=name
    )
    assert decode(encode(written)) == written


def refused_or_read(text: str) -> None:
    try:
        decode(text)
    except PayloadRefused as refusal:
        assert refusal.reason


@settings(max_examples=500)
@given(st.text())
def test_random_text_never_breaks_the_reader(text: str) -> None:
    refused_or_read(text)


@settings(max_examples=500)
@given(st.from_regex(r"([0-9]{2}0[0-9].{0,9}){0,9}"))
def test_text_that_looks_like_fields_never_breaks_the_reader(text: str) -> None:
    refused_or_read(text)


@settings(max_examples=500)
@given(st.dictionaries(st.sampled_from([*GOOD, "52", "55", "59", "62", "64"]), st.text(max_size=30)))
def test_well_formed_codes_with_strange_values_never_break_the_reader(change: dict[str, str]) -> None:
    refused_or_read(signed({**GOOD, **change}))
