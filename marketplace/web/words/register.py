"""Plain words for the register of women: posts of the cadre, roles she is found by, why a membership or post ended."""

from flask_babel import gettext as _

from marketplace.association import endings, posts
from marketplace.programme.queries import women


def post_words() -> dict[str, str]:
    """The name of each post, by code."""
    return {
        posts.PRESIDENT: _("Chủ tịch Hội"),
        posts.VICE_PRESIDENT: _("Phó Chủ tịch Hội"),
        posts.STANDING_MEMBER: _("Ủy viên Ban Thường vụ"),
        posts.COMMITTEE_MEMBER: _("Ủy viên Ban Chấp hành"),
        posts.FULL_TIME: _("Cán bộ chuyên trách"),
        posts.BRANCH_HEAD: _("Chi hội trưởng"),
        posts.BRANCH_DEPUTY: _("Chi hội phó"),
        posts.GROUP_HEAD: _("Tổ trưởng tổ phụ nữ"),
    }


def woman_role_words() -> dict[str, str]:
    """The roles by which women are found, by code, in the order in which they are offered."""
    known = {
        women.MEMBER: _("Hội viên"),
        women.CADRE: _("Có chức vụ ở Hội"),
        **post_words(),
        women.OFFICER: _("Làm việc trên trang này"),
        women.SELLER: _("Người bán"),
        women.ENTREPRENEUR: _("Có doanh nghiệp, mô hình"),
        women.SUPPORTED: _("Được Hội hỗ trợ"),
        women.AUTHOR: _("Tác giả ý tưởng"),
        women.MENTOR: _("Người đồng hành"),
        women.HONOURED: _("Được khen thưởng"),
        women.TRAINEE: _("Học viên"),
        women.HELPED: _("Được hướng dẫn tại chỗ"),
        women.FORMER_MEMBER: _("Đã thôi là hội viên"),
    }
    return {code: known[code] for code in women.ROLES}


def ending_words() -> dict[str, str]:
    """Why a membership or a post ended, by code."""
    return {
        endings.TERM_OVER: _("Hết nhiệm kỳ"),
        endings.OTHER_WORK: _("Nhận việc khác"),
        endings.MOVED: _("Chuyển đi nơi khác"),
        endings.LEFT: _("Xin thôi"),
        endings.DIED: _("Đã mất"),
    }
