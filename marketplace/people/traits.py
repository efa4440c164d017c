"""The sensitive facts that are kept sealed with a woman's consent, one kind at a time, and what each may say.

A value is one code, or two joined by a colon: `muong`, `poor:2025`, `moving:severe`, `none`. «None» and «no» are values
too: of whom nothing is kept nothing is known. The groups of Đề án 2415 are one choice.
"""

import re

from marketplace.core.folding import slugify

ETHNICITY, POVERTY, DISABILITY, SINGLE, PRIORITY = "ethnicity", "poverty", "disability", "single", "priority_group"
KINDS = (ETHNICITY, POVERTY, DISABILITY, SINGLE, PRIORITY)
NONE = "none"
ETHNIC_NAMES = (  # the 54 peoples of Việt Nam; Decision 121-TCTK/PPCĐ of 2-3-1979
    *("Kinh", "Tày", "Thái", "Mường", "Khmer", "Hoa", "Nùng", "Mông", "Dao", "Gia Rai", "Ê Đê", "Ba Na", "Sán Chay"),
    *("Chăm", "Cơ Ho", "Xơ Đăng", "Sán Dìu", "Hrê", "Ra Glai", "Mnông", "Thổ", "Xtiêng", "Khơ Mú", "Bru Vân Kiều"),
    *("Cơ Tu", "Giáy", "Tà Ôi", "Mạ", "Giẻ Triêng", "Co", "Chơ Ro", "Xinh Mun", "Hà Nhì", "Chu Ru", "Lào", "La Chí"),
    *("Kháng", "Phù Lá", "La Hủ", "La Ha", "Pà Thẻn", "Lự", "Ngái", "Chứt", "Lô Lô", "Mảng", "Cơ Lao", "Bố Y", "Cống"),
    *("Si La", "Pu Péo", "Rơ Măm", "Brâu", "Ơ Đu"),
)
ETHNIC_GROUPS = {slugify(name): name for name in ETHNIC_NAMES}
POOR, NEAR_POOR = "poor", "near_poor"
DISABILITIES = (
    "moving",
    "hearing",
    "seeing",
    "mental",
    "learning",
    "other",
)  # Law on Persons with Disabilities, art. 3
DEGREES = ("extreme", "severe", "light")  # the same
PRIORITY_GROUPS = (  # Decision 2415/QĐ-TTg of 31-10-2025
    *("single", "disabled", "disabled_family", "ethnic_minority", "athlete", "released", "hiv", "violence"),
    *("trafficking", "older_worker", "returned", "free_migrant", "changed_work"),
)
CHOICES: dict[str, tuple[str, ...]] = {
    ETHNICITY: tuple(ETHNIC_GROUPS),
    POVERTY: (POOR, NEAR_POOR, NONE),
    DISABILITY: (*DISABILITIES, NONE),
    SINGLE: ("yes", "no"),
    PRIORITY: (*PRIORITY_GROUPS, NONE),
}
_YEAR = re.compile("(199[0-9]|20[0-9]{2})", re.A)


def more_of(kind: str, choice: str) -> str:
    """What a choice asks for besides: «year» of a certificate, «degree» of a disability, or nothing."""
    if choice == NONE:
        return ""
    return {POVERTY: "year", DISABILITY: "degree"}.get(kind, "")


def is_value(kind: str, value: str) -> bool:
    """Whether a text is a value of a kind."""
    choice, _colon, more = value.partition(":")
    if choice not in CHOICES.get(kind, ()):
        return False
    asked = more_of(kind, choice)
    if asked == "year":
        return _YEAR.fullmatch(more) is not None
    return more in DEGREES if asked == "degree" else ":" not in value


def value_of(choice: str, more: str = "") -> str:
    """A choice and what it asks for besides, as one text."""
    return f"{choice}:{more}" if more else choice
