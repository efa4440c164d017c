"""Plain words for contests: levels, awards, states, sectors, relations of judges, tie rules, kinds of movement."""

from decimal import Decimal

from flask_babel import gettext as _

from marketplace.contests import awards, states
from marketplace.web.plumbing.formats import decimal


def level_words() -> dict[str, str]:
    """The levels at which a contest is held, by code."""
    return {
        awards.COMMUNE: _("Cấp xã, phường"),
        awards.PROVINCE: _("Cấp tỉnh"),
        awards.REGION: _("Cấp vùng"),
        awards.NATION: _("Toàn quốc"),
    }


def award_words() -> dict[str, str]:
    """The awards, the highest first."""
    return {
        awards.FIRST: _("Giải nhất"),
        awards.SECOND: _("Giải nhì"),
        awards.THIRD: _("Giải ba"),
        awards.ENCOURAGEMENT: _("Giải khuyến khích"),
        awards.HONOURED: _("Được tôn vinh"),
    }


def honour_words(code: str) -> str:
    """«province:first» → «Giải nhất, cấp tỉnh»; another text as it is."""
    level, _colon, award = code.partition(":")
    if award not in award_words() or level not in level_words():
        return code
    at = level_words()[level]
    return f"{award_words()[award]}, {at[:1].lower()}{at[1:]}"


def sector_words() -> dict[str, str]:
    """The sectors of ideas, by code."""
    return {
        "farming": _("Trồng trọt, chăn nuôi"),
        "food": _("Chế biến thực phẩm"),
        "craft": _("Nghề thủ công"),
        "trade": _("Buôn bán, dịch vụ"),
        "tourism": _("Du lịch cộng đồng"),
        "care": _("Chăm sóc sức khỏe, làm đẹp"),
        "technology": _("Công nghệ, kinh doanh trực tuyến"),
        "environment": _("Môi trường, tái chế"),
        "other": _("Lĩnh vực khác"),
    }


def contest_state_words() -> dict[str, tuple[str, str]]:
    """Each state of a contest: the tone of its badge, and its name."""
    return {
        states.DRAFT: ("info", _("Đang chuẩn bị")),
        states.OPEN: ("wait", _("Đang nhận ý tưởng")),
        states.JUDGING: ("wait", _("Đang chấm")),
        states.DECIDED: ("done", _("Đã có kết quả")),
        states.CANCELLED: ("stop", _("Đã hủy cuộc thi")),
    }


def relation_words() -> dict[str, str]:
    """How a judge can be related to an author."""
    return {
        awards.HERSELF: _("Là chính thí sinh, hoặc cùng làm ý tưởng này"),
        awards.FAMILY: _("Chị, em, người trong họ của thí sinh"),
        awards.HOUSEHOLD: _("Sống cùng nhà với thí sinh"),
        awards.TEACHER: _("Đã hướng dẫn, kèm cặp thí sinh"),
        awards.PARTNER: _("Cùng làm ăn với thí sinh"),
        awards.OTHER: _("Có quan hệ khác, không nên chấm"),
    }


def tie_words() -> dict[str, str]:
    """How a tie is broken."""
    return {
        awards.SHARED: _("Đồng hạng"),
        awards.BY_CRITERION: _("Xét điểm tiêu chí đầu tiên"),
        awards.BY_CHAIR: _("Xét điểm của trưởng ban giám khảo"),
    }


def movement_words() -> dict[str, str]:
    """The kinds of movement contests."""
    return {
        awards.DANCE: _("Dân vũ"),
        awards.SONG: _("Dân ca"),
        awards.DIGITAL: _("Kỹ năng số"),
        awards.SPORT: _("Thể thao"),
        awards.OTHER: _("Phong trào khác"),
    }


def points(tenths: int) -> str:
    """Points kept in tenths as people read them: 275 → «27,5»."""
    return decimal(Decimal(tenths) / awards.TENTHS)
