"""What happens to applications and sellers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApplicationSubmitted:
    """A woman handed in her application (again)."""

    application_id: int


@dataclass(frozen=True)
class MoreAsked:
    """An officer asked for more (Đề nghị bổ sung)."""

    application_id: int


@dataclass(frozen=True)
class ApplicationApproved:
    """A woman was admitted to sell."""

    application_id: int
    seller_id: int


@dataclass(frozen=True)
class ApplicationDeclined:
    """An application does not meet the conditions yet (Chưa đủ điều kiện)."""

    application_id: int


@dataclass(frozen=True)
class SellerSuspended:
    """A seller may not sell for now."""

    seller_id: int


@dataclass(frozen=True)
class SellerRestored:
    """A suspended seller may sell again."""

    seller_id: int


@dataclass(frozen=True)
class BankAccountChanged:
    """Where a person is paid changed."""

    person_id: int
    bank_account_id: int
