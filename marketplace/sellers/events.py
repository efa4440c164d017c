"""Events about applications and sellers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApplicationSubmitted:
    """An applicant handed in an application, for the first time or again."""

    application_id: int


@dataclass(frozen=True)
class MoreAsked:
    """An officer asked an applicant for more (Đề nghị bổ sung)."""

    application_id: int


@dataclass(frozen=True)
class ApplicationApproved:
    """An application was approved: the applicant is a seller now."""

    application_id: int
    seller_id: int


@dataclass(frozen=True)
class ApplicationDeclined:
    """An application was declined: it does not meet the conditions yet (Chưa đủ điều kiện)."""

    application_id: int


@dataclass(frozen=True)
class ApplicationReopened:
    """An officer reopened a declined application: it waits for a decision again."""

    application_id: int


@dataclass(frozen=True)
class SellerSuspended:
    """A seller was suspended and may not sell for now."""

    seller_id: int


@dataclass(frozen=True)
class SellerRestored:
    """A seller's suspension ended."""

    seller_id: int


@dataclass(frozen=True)
class BankAccountChanged:
    """The bank account to which a person is paid was set, changed or removed."""

    person_id: int
    bank_account_id: int
