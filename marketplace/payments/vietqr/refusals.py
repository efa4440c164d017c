"""The reasons for which a VietQR text is refused, one class each, so that callers can tell them apart."""

from typing import ClassVar

from marketplace.core.errors import Invalid


class PayloadRefused(Invalid):
    """A text or a set of fields is no VietQR transfer code; `reason` says why in one word, `detail` at length."""

    reason: ClassVar[str] = "refused"

    def __init__(self, detail: str) -> None:
        super().__init__(reason=self.reason, detail=detail)
        self.detail = detail


class CrcRefused(PayloadRefused):
    """The checksum does not belong to the text: it was mistyped, cut or changed."""

    reason = "crc"


class LengthRefused(PayloadRefused):
    """A field is longer or shorter than it says, or is no field at all."""

    reason = "length"


class OrderRefused(PayloadRefused):
    """The text does not open with field 00 or does not close with field 63."""

    reason = "order"


class DuplicateRefused(PayloadRefused):
    """A field stands twice, so that two readers could see two different payments."""

    reason = "duplicate"


class VersionRefused(PayloadRefused):
    """Field 00 names another edition of the format than 01."""

    reason = "version"


class PoiRefused(PayloadRefused):
    """Field 01 says neither static (11) nor dynamic (12)."""

    reason = "poi"


class SchemeRefused(PayloadRefused):
    """The code belongs to another payment scheme, not to bank transfers by VietQR."""

    reason = "scheme"


class BinRefused(PayloadRefused):
    """The bank identification number is not six digits."""

    reason = "bin"


class AccountRefused(PayloadRefused):
    """The account or card number is missing, too long or holds other signs than letters and digits."""

    reason = "account"


class MissingServiceRefused(PayloadRefused):
    """Field 38 does not say whether the receiver is an account or a card."""

    reason = "missing_service"


class ServiceRefused(PayloadRefused):
    """Field 38 names a service that is neither transfer to an account nor to a card."""

    reason = "service"


class MerchantCategoryRefused(PayloadRefused):
    """The merchant category is not four digits."""

    reason = "mcc"


class CurrencyRefused(PayloadRefused):
    """The currency is missing or is not Vietnamese đồng (704)."""

    reason = "currency"


class AmountRefused(PayloadRefused):
    """The amount is not a positive whole number of đồng, or a dynamic code has none."""

    reason = "amount"


class TipRefused(PayloadRefused):
    """The code asks for a tip or a fee on top of the amount (fields 55 to 57)."""

    reason = "tip"


class CountryRefused(PayloadRefused):
    """The country is missing or is not Vietnam."""

    reason = "country"


class MerchantRefused(PayloadRefused):
    """The receiver's name, city or postcode is empty, too long or not plain text."""

    reason = "merchant"


class AdditionalRefused(PayloadRefused):
    """Field 62 holds an empty, overlong or not plain sub-field."""

    reason = "additional"
