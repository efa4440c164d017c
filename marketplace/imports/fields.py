"""The columns that a kind of list knows, what a row may lack, and the columns that say who a woman is."""

from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from marketplace.core.words import N_

NAME, FAMILY, GIVEN = "full_name", "family_name", "given_name"
BORN, PHONE, VILLAGE, COMMUNE = "birth_year", "phone", "village", "commune"


@dataclass(frozen=True)
class Field:
    """One column: its label, how lists head it (folded), and whether every row needs it.

    `for_all` fields may be said once for the whole list. `choices` are what its cells may say, for the template.
    `units`: «Số tiền (triệu đồng)» over «20» means «20 triệu».
    """

    code: str
    label: str
    headings: tuple[str, ...] = ()
    is_needed: bool = False
    for_all: bool = False
    example: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()  # words of a heading, folded → the unit of bare numbers below it
    width: int = 18


@dataclass(frozen=True)
class Problem:
    """What stands against a row, or is to be known of it: a sentence with its facts, about a field or the whole."""

    field: str
    words: str
    facts: dict[str, Any] = made(default_factory=dict)


WHO_SHE_IS = (
    Field(
        NAME,
        N_("Họ và tên"),
        ("ho va ten", "ho ten", "ho va ten hoi vien", "ten hoi vien", "hoi vien", "ho va ten chi em", "ten"),
        is_needed=True,
        example="Lê Thị Mận",
        width=26,
    ),
    Field(FAMILY, N_("Họ và tên đệm"), ("ho va ten dem", "ho dem", "ho va dem", "ho lot", "ho va chu lot", "ho")),
    Field(GIVEN, N_("Tên (cột riêng)"), ("ten goi", "ten rieng")),
    Field(
        BORN,
        N_("Năm sinh"),
        ("nam sinh", "ngay sinh", "ngay thang nam sinh", "ngay thang sinh", "sinh nam", "n sinh", "nam sinh nu", "ns"),
        is_needed=True,
        example="1985",
        width=12,
    ),
    Field(
        VILLAGE,
        N_("Thôn, bản, chi hội"),
        (
            *("thon", "ban", "thon ban", "thon ban khu pho", "thon pho", "thon to dan pho", "xom", "khu pho"),
            *("chi hoi", "ten chi hoi", "don vi", "sinh hoat tai", "to dan pho", "khu dan cu"),
            *("dia chi", "noi o", "cho o", "noi cu tru", "cho o hien nay", "noi o hien nay", "que quan"),
        ),
        is_needed=True,
        for_all=True,
        example="Thôn Bồng Trung",
        width=24,
    ),
    Field(
        COMMUNE,
        N_("Xã, phường"),
        ("xa", "phuong", "xa phuong", "xa phuong thi tran", "hoi lhpn xa"),
        for_all=True,
        width=20,
    ),
    Field(
        PHONE,
        N_("Số điện thoại"),
        ("so dien thoai", "dien thoai", "sdt", "so dt", "dt", "di dong", "so di dong", "so dien thoai lien he", "zalo"),
        example="0912 345 678",
        width=18,
    ),
)
