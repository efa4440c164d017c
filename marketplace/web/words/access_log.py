"""Plain words for what others did with the sealed facts of the reader, and what for."""

from flask_babel import gettext as _

from marketplace.programme.queries.access_log import (
    AGREED,
    COUNTED,
    KEPT,
    PAPER_OPENED,
    REVEALED,
    TAKEN_BACK,
)
from marketplace.programme.queries.people import LOOKED_UP
from marketplace.programme.services.traits import CHECKING, ELIGIBILITY, HER_WISH


def act_words() -> dict[str, str]:
    """What was done, by the act in the trail."""
    return {
        REVEALED: _("Mở xem"),
        KEPT: _("Ghi lại"),
        COUNTED: _("Tính vào số liệu chung, không kèm tên"),
        LOOKED_UP: _("Tìm tên chị theo đúng số điện thoại"),
        PAPER_OPENED: _("Mở xem ảnh giấy tờ trong hồ sơ bán hàng"),
        AGREED: _("Ghi rằng chị đồng ý"),
        TAKEN_BACK: _("Ghi rằng chị rút lại đồng ý"),
    }


def purpose_words_of(purpose: str) -> str:
    """What for: known codes in words to her, an officer's own words as they are."""
    known = {
        ELIGIBILITY: _("xem chị được hưởng hỗ trợ nào"),
        CHECKING: _("đối chiếu với giấy tờ để sửa cho đúng"),
        HER_WISH: _("theo lời chị nhờ"),
        "review": _("xét hồ sơ bán hàng"),
        "support": _("ghi lượt hỗ trợ"),
        "register": _("ghi hội viên"),
    }
    return str(known.get(purpose, purpose))
