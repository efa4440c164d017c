"""What a person may consent to, one purpose at a time, and which kept facts rest on each.

Law 91/2025/QH15 and Decree 356/2025: consent is explicit, per purpose, provable and can be withdrawn. Only what
is done is asked for: a purpose stands here from the day something obeys it.
"""

from dataclasses import dataclass

from marketplace.people.traits import KINDS

IDENTITY, PAYMENT, PUBLIC, CONTACT = "identity", "payment", "public_profile", "contact"
ACCOUNT, HONOUR = "account", "public_honour"
BIRTH_DATE = "birth_date"


@dataclass(frozen=True)
class Purpose:
    """One purpose: the traits erased when its consent is withdrawn, and what rests on it while it lasts."""

    code: str
    traits: tuple[str, ...] = ()
    needed_to_sell: bool = False
    needed_for_account: bool = False
    is_sensitive: bool = False  # keeps a fact of `traits`: asked for by an officer, or given on her own page


def keeping(kind: str) -> str:
    """The purpose of keeping one kind of sensitive fact: to see which support she may get, and to count."""
    return f"keep_{kind}"


PURPOSES = {
    purpose.code: purpose
    for purpose in (
        Purpose(ACCOUNT, needed_for_account=True),  # the rules and the privacy policy, at signing up
        Purpose(IDENTITY, ("id_number", BIRTH_DATE, "tax_code"), needed_to_sell=True),
        Purpose(PAYMENT, needed_to_sell=True),  # the seller's account number, to be paid
        Purpose(PUBLIC, needed_to_sell=True),  # the seller's name and commune beside her goods, as the law asks
        Purpose(CONTACT, needed_to_sell=True),  # calls and messages about the applicant's application and orders
        Purpose(HONOUR),  # her name, picture and citation on the public pages of honours and on her shop
        *(
            Purpose(keeping(kind), (kind,), is_sensitive=True) for kind in KINDS
        ),  # each by itself: withdrawn, it is erased
    )
}


def traits_of(purpose: str) -> tuple[str, ...]:
    """The kinds of sealed trait that rest on a purpose; none for a purpose that is not listed here."""
    return PURPOSES[purpose].traits if purpose in PURPOSES else ()
