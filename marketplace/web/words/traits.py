"""Plain words for sensitive facts kept sealed: their values, how consent was given, what they are opened for."""

from flask_babel import gettext as _

from marketplace.people import traits
from marketplace.people.services import MEETING, OWN_PAGE, PAPER
from marketplace.programme.services import OPENED_FOR
from marketplace.programme.services.traits import CHECKING, ELIGIBILITY, HER_WISH


def choice_words(kind: str) -> dict[str, str]:
    """The choices of a kind, by code."""
    if kind == traits.ETHNICITY:
        return dict(traits.ETHNIC_GROUPS)
    words = {
        traits.POVERTY: {
            traits.POOR: _("Hộ nghèo"),
            traits.NEAR_POOR: _("Hộ cận nghèo"),
            traits.NONE: _("Không thuộc hộ nghèo, hộ cận nghèo"),
        },
        traits.DISABILITY: _disability_words(),
        traits.SINGLE: {"yes": _("Có"), "no": _("Không")},
        traits.PRIORITY: _priority_words(),
    }
    return words[kind]


def _disability_words() -> dict[str, str]:
    return {
        "moving": _("Khuyết tật vận động"),
        "hearing": _("Khuyết tật nghe, nói"),
        "seeing": _("Khuyết tật nhìn"),
        "mental": _("Khuyết tật thần kinh, tâm thần"),
        "learning": _("Khuyết tật trí tuệ"),
        "other": _("Khuyết tật khác"),
        traits.NONE: _("Không khuyết tật"),
    }


def _priority_words() -> dict[str, str]:
    return {
        "single": _("Phụ nữ đơn thân"),
        "disabled": _("Phụ nữ khuyết tật"),
        "disabled_family": _("Có người nhà khuyết tật"),
        "ethnic_minority": _("Người dân tộc thiểu số"),
        "athlete": _("Vận động viên thôi thi đấu"),
        "released": _("Người chấp hành xong án phạt tù"),
        "hiv": _("Người sống với HIV"),
        "violence": _("Người từng bị bạo lực"),
        "trafficking": _("Người từng bị mua bán"),
        "older_worker": _("Lao động lớn tuổi rời khu công nghiệp"),
        "returned": _("Người đi làm xa, đi nước ngoài trở về"),
        "free_migrant": _("Lao động di cư tự do"),
        "changed_work": _("Thôi việc ở cơ quan, lực lượng vũ trang"),
        traits.NONE: _("Không thuộc diện nào"),
    }


def degree_words() -> dict[str, str]:
    """The degrees of a disability, by code."""
    return {"extreme": _("Đặc biệt nặng"), "severe": _("Nặng"), "light": _("Nhẹ")}


def value_words(kind: str, value: str) -> str:
    """One value in words: «Hộ nghèo, giấy chứng nhận năm 2025»."""
    choice, _colon, more = value.partition(":")
    words = choice_words(kind).get(choice, choice)
    if traits.more_of(kind, choice) == "year":
        return f"{words}, {_('giấy chứng nhận năm %(year)s', year=more)}"
    return f"{words}, {degree_words().get(more, more)}" if more else words


def channel_words() -> dict[str, str]:
    """How consent was given, by code."""
    return {
        PAPER: _("Chị ấy ký giấy"),
        MEETING: _("Chị ấy nói tại buổi họp, buổi gặp"),
        OWN_PAGE: _("Chị ấy đồng ý trên trang của mình"),
    }


def opening_words() -> dict[str, str]:
    """What a sealed fact may be opened for, by code."""
    words = {
        ELIGIBILITY: _("Xem chị ấy được hưởng hỗ trợ nào"),
        CHECKING: _("Đối chiếu với giấy tờ để sửa cho đúng"),
        HER_WISH: _("Chị ấy nhờ xem"),
    }
    return {code: words[code] for code in OPENED_FOR}
