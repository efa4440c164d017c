"""The kinds of certificate a product may have, their periods of validity, and those a reviewer expects.

OCOP: decisions 148/QĐ-TTg (2023) and 1489/QĐ-TTg (2025), certificates hold 36 months. Food: Decree 15/2018/NĐ-CP
(in force as of 2026-09): a declaration of the product, a test of at most 12 months, and one proof of safe making.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

OCOP = "ocop"
OCOP_STARS = (3, 4, 5)


@dataclass(frozen=True)
class Paper:
    """One kind of certificate: its months of validity where a rule fixes them, and whether customers see it."""

    kind: str
    months: int | None = None
    shown_publicly: bool = True


_KINDS = (
    Paper(OCOP, months=36),
    Paper("ban_tu_cong_bo"),
    Paper("dang_ky_ban_cong_bo"),
    Paper("phieu_kiem_nghiem", months=12),
    Paper("giay_attp", months=36),
    Paper("ban_cam_ket_attp", months=36),
    Paper("haccp_iso", months=36),
    Paper("giay_phep_san_xuat_ruou"),
    Paper("giay_khac"),
)
PAPERS: dict[str, Paper] = {paper.kind: paper for paper in _KINDS}

_DECLARED = frozenset({"ban_tu_cong_bo", "dang_ky_ban_cong_bo"})
_TESTED = frozenset({"phieu_kiem_nghiem"})
_SAFELY_MADE = frozenset({"giay_attp", "ban_cam_ket_attp", "haccp_iso"})
_LICENSED = frozenset({"giay_phep_san_xuat_ruou"})

EXPECTED: dict[str, tuple[frozenset[str], ...]] = {
    "thuc_pham": (_DECLARED, _TESTED, _SAFELY_MADE),
    "do_uong": (_DECLARED, _TESTED, _SAFELY_MADE),
    "luong_thuc": (_SAFELY_MADE,),
    "thuc_pham_tuoi": (_SAFELY_MADE,),
    "ruou": (_LICENSED, _DECLARED, _TESTED),
}


def missing_papers(label_group: str | None, kinds: set[str]) -> list[frozenset[str]]:
    """For each requirement not met: the set of certificate kinds any of which would meet it."""
    return [any_of for any_of in EXPECTED.get(label_group or "", ()) if not any_of & kinds]


def holds_until(kind: str, issued_on: date) -> date | None:
    """The last day of validity of a certificate issued on a day, where a rule fixes it."""
    months = PAPERS[kind].months
    if months is None:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    return date(year, month + 1, min(issued_on.day, monthrange(year, month + 1)[1]))


def is_current(expires_on: date | str | None, day: date) -> bool:
    """Whether a certificate is valid on a day; one without an end is."""
    if isinstance(expires_on, str):
        expires_on = date.fromisoformat(expires_on)
    return expires_on is None or expires_on >= day
