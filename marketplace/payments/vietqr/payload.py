"""The text inside a VietQR code: its fields, writing and reading it.

Source: NAPAS "QR Format T&C", VietQR v1.0 (09/2021), on EMVCo merchant-presented codes.
"""

import re
from dataclasses import dataclass

from marketplace.payments.vietqr.refusals import (
    AccountRefused,
    AdditionalRefused,
    AmountRefused,
    BinRefused,
    CountryRefused,
    CrcRefused,
    CurrencyRefused,
    LengthRefused,
    MerchantCategoryRefused,
    MerchantRefused,
    MissingServiceRefused,
    OrderRefused,
    PayloadRefused,
    PoiRefused,
    SchemeRefused,
    ServiceRefused,
    TipRefused,
    VersionRefused,
)
from marketplace.payments.vietqr.tlv import LONGEST_VALUE, Field, crc, read_fields, write_field, write_fields

__all__ = ["Payload", "PayloadRefused", "decode", "encode", "transfer_to_account"]

STATIC, DYNAMIC = "11", "12"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
NAPAS_GUID = "A000000727"
DONG = "704"
VIETNAM = "VN"
PURPOSE = "08"
LONGEST_ADDITIONAL = 25
LARGEST_AMOUNT_DONG = 10**13 - 1

_AMOUNT = re.compile(r"[0-9]+(\.0*)?")
_PLAIN = re.compile(r"[ -~]+")
_MERCHANT_LIMITS = {"name": 25, "city": 15, "postcode": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What one VietQR code says; it cannot be built with fields that no bank would accept.

    `poi` is 11 for a code used again and again, 12 for one payment (then `amount_dong` is a must).
    `additional` keeps the sub-fields of 62 in their order; 08 is the purpose, which becomes the memo of the
    transfer. Raises a `PayloadRefused` naming the first field at fault.
    """

    bin: str
    account: str
    service: str = TO_ACCOUNT
    poi: str = STATIC
    amount_dong: int | None = None
    additional: tuple[tuple[str, str], ...] = ()
    guid: str = NAPAS_GUID
    mcc: str | None = None
    currency: str = DONG
    country: str = VIETNAM
    name: str | None = None
    city: str | None = None
    postcode: str | None = None

    def __post_init__(self) -> None:
        _check_receiver(self)
        _check_money(self)
        _check_merchant(self)
        _check_additional(self.additional)

    @property
    def memo(self) -> str | None:
        """The memo the payer's bank will put on the transfer (62.08), or None."""
        return dict(self.additional).get(PURPOSE)


def transfer_to_account(*, bank_bin: str, account: str, amount_dong: int, memo: str) -> Payload:
    """A code for one payment of this amount (đồng) to a bank account, carrying this memo (plain ASCII, ≤ 25)."""
    purpose = ((PURPOSE, memo),)
    return Payload(bin=bank_bin, account=account, poi=DYNAMIC, amount_dong=amount_dong, additional=purpose)


def encode(payload: Payload) -> str:
    """The text to draw as a QR code: fields 00, 01, 38, [52], 53, [54], 58, [59–61], [62], 63 in this order."""
    written = write_fields(_fields(payload)) + "6304"
    return written + crc(written)


def decode(text: str) -> Payload:
    """What a VietQR text says; the checksum may be in lower case.

    Raises a `PayloadRefused` with its reason for any other text. Form is checked before the checksum, so a
    text with wrong lengths is told apart from one that was changed afterwards.
    """
    fields = read_fields(text)
    _check_frame(fields)
    _check_crc(text)
    return _payload(dict(fields))


def _fields(payload: Payload) -> list[Field]:
    amount = None if payload.amount_dong is None else str(payload.amount_dong)
    candidates: list[tuple[str, str | None]] = [
        ("00", "01"),
        ("01", payload.poi),
        ("38", _receiver_text(payload)),
        ("52", payload.mcc),
        ("53", payload.currency),
        ("54", amount),
        ("58", payload.country),
        ("59", payload.name),
        ("60", payload.city),
        ("61", payload.postcode),
        ("62", write_fields(payload.additional) or None),
    ]
    return [(tag, value) for tag, value in candidates if value is not None]


def _receiver_text(payload: Payload) -> str:
    account = write_field("00", payload.bin) + write_field("01", payload.account)
    return write_fields([("00", payload.guid), ("01", account), ("02", payload.service)])


def _check_frame(fields: list[Field]) -> None:
    tags = [tag for tag, _ in fields]
    if not tags or tags[0] != "00" or tags[-1] != "63":
        raise OrderRefused("00 must be first and 63 last")
    if len(fields[-1][1]) != 4:
        raise LengthRefused("field 63 must have 4 characters")


def _check_crc(text: str) -> None:
    if text[-4:].upper() != crc(text[:-4]):
        raise CrcRefused(f"expected {crc(text[:-4])}")


def _payload(fields: dict[str, str]) -> Payload:
    if fields["00"] != "01":
        raise VersionRefused(f"field 00 is {fields['00']}")
    if not {"55", "56", "57"}.isdisjoint(fields):
        raise TipRefused("fields 55 to 57 are not used")
    receiver = _read_receiver(fields)
    return Payload(
        **receiver,
        poi=fields.get("01", ""),
        amount_dong=_read_amount(fields.get("54")),
        additional=tuple(read_fields(fields["62"], "field 62")) if "62" in fields else (),
        mcc=fields.get("52"),
        currency=fields.get("53", ""),
        country=fields.get("58", ""),
        name=fields.get("59"),
        city=fields.get("60"),
        postcode=fields.get("61"),
    )


def _read_receiver(fields: dict[str, str]) -> dict[str, str]:
    if "38" not in fields:
        raise SchemeRefused("no field 38")
    receiver = dict(read_fields(fields["38"], "field 38"))
    if receiver.get("00") != NAPAS_GUID:
        raise SchemeRefused("field 38 is not of NAPAS")
    account = dict(read_fields(receiver.get("01", ""), "field 38.01"))
    if "02" not in receiver:
        raise MissingServiceRefused("no field 38.02")
    return {
        "guid": receiver["00"],
        "bin": account.get("00", ""),
        "account": account.get("01", ""),
        "service": receiver["02"],
    }


def _read_amount(text: str | None) -> int | None:
    if text is None:
        return None
    if len(text) > 13 or not _AMOUNT.fullmatch(text):
        raise AmountRefused("field 54 is no whole number of đồng")
    return int(text.partition(".")[0])


def _check_receiver(payload: Payload) -> None:
    if payload.guid != NAPAS_GUID:
        raise SchemeRefused("not of NAPAS")
    if payload.poi not in (STATIC, DYNAMIC):
        raise PoiRefused(f"field 01 is {payload.poi!r}")
    if not re.fullmatch(r"[0-9]{6}", payload.bin):
        raise BinRefused("a bank number has 6 digits")
    if not re.fullmatch(r"[0-9A-Za-z]{1,19}", payload.account):
        raise AccountRefused("an account has 1 to 19 letters and digits")
    if payload.service not in (TO_ACCOUNT, TO_CARD):
        raise ServiceRefused(f"field 38.02 is {payload.service!r}")


def _check_money(payload: Payload) -> None:
    if payload.currency != DONG:
        raise CurrencyRefused(f"field 53 is {payload.currency!r}")
    if payload.amount_dong is None and payload.poi == DYNAMIC:
        raise AmountRefused("a code for one payment needs an amount")
    if payload.amount_dong is not None and not 0 < payload.amount_dong <= LARGEST_AMOUNT_DONG:
        raise AmountRefused(f"{payload.amount_dong} đồng cannot be asked for")


def _check_merchant(payload: Payload) -> None:
    if payload.country != VIETNAM:
        raise CountryRefused(f"field 58 is {payload.country!r}")
    if payload.mcc is not None and not re.fullmatch(r"[0-9]{4}", payload.mcc):
        raise MerchantCategoryRefused("a merchant category has 4 digits")
    for what, longest in _MERCHANT_LIMITS.items():
        value = getattr(payload, what)
        if value is not None and not _is_plain(value, longest):
            raise MerchantRefused(f"{what} must be 1 to {longest} plain characters")


def _check_additional(additional: tuple[tuple[str, str], ...]) -> None:
    tags = [tag for tag, _ in additional]
    if len(set(tags)) != len(tags) or not all(re.fullmatch(r"[0-9]{2}", tag) for tag in tags):
        raise AdditionalRefused("sub-fields need different tags of 2 digits")
    if not all(_is_plain(value, LONGEST_ADDITIONAL) for _, value in additional):
        raise AdditionalRefused(f"sub-fields must be 1 to {LONGEST_ADDITIONAL} plain characters")
    if len(write_fields(additional)) > LONGEST_VALUE:
        raise AdditionalRefused(f"field 62 is longer than {LONGEST_VALUE} characters")


def _is_plain(value: str, longest: int) -> bool:
    return len(value) <= longest and _PLAIN.fullmatch(value) is not None
