"""The banks to choose from in a form, those with branches in every district first."""

from flask_babel import gettext as _

from marketplace.rules.banks import list_banks

COMMON_BANKS = ("970405", "970436", "970415", "970418", "970422", "970449")  # those with branches in every district


def bank_choices() -> dict[str, list[tuple[str, str]]] | list[tuple[str, str]]:
    """The banks that can receive transfers, those people use most first."""
    banks = {bank.bin: bank for bank in list_banks()}
    common = [(bin, banks[bin].short_name) for bin in COMMON_BANKS if bin in banks]
    rest = [(bank.bin, bank.short_name) for bank in banks.values() if bank.bin not in COMMON_BANKS]
    return {"": [("", str(_("Chọn ngân hàng")))], str(_("Hay dùng")): common, str(_("Các ngân hàng khác")): rest}
