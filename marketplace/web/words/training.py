"""Plain words for classes: what they are about, for whom, how far they are, how somebody was in a session."""

from flask_babel import gettext as _

from marketplace.training import states, topics
from marketplace.training.models import TrainingClass

TONES = {states.PLANNED: "wait", states.RUNNING: "go", states.DONE: "done", states.CANCELLED: "stop"}


def topic_words() -> dict[str, str]:
    """The name of each topic, by code."""
    return {
        topics.DIGITAL_SKILLS: _("Kỹ năng số"),
        topics.ONLINE_SELLING: _("Bán hàng trên mạng"),
        topics.START_UP: _("Khởi nghiệp, khởi sự kinh doanh"),
        topics.MANAGEMENT: _("Quản lý, điều hành"),
        topics.LAW: _("Pháp luật"),
        topics.TRADE: _("Dạy nghề, kỹ thuật"),
        topics.OUTREACH: _("Tuyên truyền, hướng dẫn tại chỗ"),
        topics.UNION_WORK: _("Nghiệp vụ công tác Hội"),
        topics.OTHER: _("Nội dung khác"),
    }


def outreach_words() -> dict[str, str]:
    """What outreach helps with, by code."""
    return {
        topics.VNEID: _("Cài đặt, dùng VNeID"),
        topics.ACCOUNT: _("Mở, dùng tài khoản"),
        topics.PUBLIC_SERVICE: _("Dịch vụ công trực tuyến"),
        topics.SAFE_SOCIAL: _("Mạng xã hội an toàn"),
    }


def audience_words() -> dict[str, str]:
    """For whom classes are, by code."""
    return {topics.FOR_WOMEN: _("Hội viên, phụ nữ"), topics.FOR_OFFICERS: _("Cán bộ Hội")}


def class_state_words() -> dict[str, str]:
    """How far a class is, by state."""
    return {
        states.PLANNED: _("Sắp mở"),
        states.RUNNING: _("Đang học"),
        states.DONE: _("Đã kết thúc"),
        states.CANCELLED: _("Đã hủy lớp"),
    }


def mark_words() -> dict[str, str]:
    """How somebody was in a session, by code."""
    return {topics.PRESENT: _("Đúng giờ"), topics.LATE: _("Đến muộn"), topics.LEFT_EARLY: _("Về sớm")}


def news_words() -> dict[str, str]:
    """What somebody of a class has to be told, by code."""
    return {
        topics.SEAT: _("đã có chỗ trong lớp"),
        topics.CALLED_OFF: _("lớp đã hủy"),
        topics.ON_AGAIN: _("lớp vẫn diễn ra"),
        topics.MOVED: _("lớp đổi ngày hoặc địa điểm"),
        topics.SESSION_OFF: _("nghỉ một buổi"),
        topics.SESSION_MOVED: _("một buổi đổi ngày giờ"),
    }


def state_of_class(row: TrainingClass) -> tuple[str, str]:
    """Tone and words of a class's state, for its badge."""
    return TONES[row.status], class_state_words()[row.status]


def initials(full_name: str) -> str:
    """«Lê Thị Mận» → «L. T. M.»: what a stranger may read of a name."""
    return " ".join(f"{word[0].upper()}." for word in full_name.split() if word[0].isalpha())
