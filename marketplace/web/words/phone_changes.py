"""The words of a change of phone that an officer asked for: kind of check, state, and why not allowed."""

from flask_babel import gettext as _

from marketplace.accounts import states
from marketplace.accounts.services import lost_phones, phone_changes


def way_words() -> dict[str, tuple[str, str]]:
    """(name, what to do) of each way for the officer to identify the account's owner."""
    return {
        phone_changes.ID_CARD: (
            _("Gặp trực tiếp, xem thẻ căn cước"),
            _("Ảnh và số trên thẻ đúng với chị ấy và hồ sơ."),
        ),
        phone_changes.KNOWN: (
            _("Gặp trực tiếp, tôi quen chị ấy từ trước"),
            _("Biết mặt, biết nhà; không chỉ nghe qua điện thoại."),
        ),
        phone_changes.VOUCHED: (
            _("Gặp trực tiếp, có chi hội trưởng hoặc người nhà cùng xác nhận"),
            _("Ghi tên người cùng xác nhận ở mục bên dưới."),
        ),
    }


def standing_words(standing: str) -> tuple[str, str]:
    """(tone, words) of a change's state, for the officer."""
    known = {
        states.WAITING: ("wait", _("Đang chờ chị ấy xác nhận")),
        states.DONE: ("done", _("Đã đổi xong")),
        states.STOPPED: ("stop", _("Bị dừng từ số cũ")),
        states.WITHDRAWN: ("plain", _("Cán bộ đã rút lại")),
        states.REPLACED: ("plain", _("Đã thay bằng lần sau")),
        states.OVERTAKEN: ("stop", _("Không còn hiệu lực")),
        states.EXPIRED: ("stop", _("Quá hạn, chưa xác nhận")),
    }
    tone, words = known[standing]
    return tone, str(words)


def standing_meaning(standing: str) -> str:
    """What a change's end means, and what the officer does next; empty where the words say it all."""
    known = {
        states.WAITING: _("Chị ấy mở đường dẫn trong tin nhắn ở số mới, nhập mã rồi đặt mật khẩu mới."),
        states.STOPPED: _(
            "Người đang giữ số cũ đã bấm dừng. Hãy gặp lại chị ấy và hỏi rõ. Nếu sim cũ đang ở tay người khác, "
            "chị ấy nhờ nhà mạng khóa sim đó trước, rồi làm lại."
        ),
        states.OVERTAKEN: _("Tài khoản hoặc nhiệm vụ của cán bộ đã thay đổi trong lúc chờ. Cần thì làm lại từ đầu."),
        states.EXPIRED: _("Đường dẫn chỉ dùng được trong 24 giờ. Cần thì làm lại từ đầu."),
    }
    return str(known.get(standing, ""))


def over_words(standing: str) -> tuple[str, str]:
    """(title, text) of the page that a link leads to when its change has ended; «unknown» for no link of ours."""
    ask = _("Chị vẫn cần đổi số thì nhờ cán bộ Hội phụ nữ xã làm lại giúp.")
    known = {
        states.DONE: (_("Đã đổi số xong rồi"), _("Đường dẫn này chỉ dùng một lần. Mời chị đăng nhập bằng số mới.")),
        states.STOPPED: (_("Việc đổi số đã được dừng"), _("Người giữ số cũ đã bấm dừng. %(ask)s", ask=ask)),
        states.WITHDRAWN: (_("Việc đổi số đã được rút lại"), _("Cán bộ Hội đã rút yêu cầu này. %(ask)s", ask=ask)),
        states.REPLACED: (_("Đã có đường dẫn mới hơn"), _("Mời chị mở tin nhắn mới nhất từ Hội phụ nữ.")),
        states.OVERTAKEN: (_("Việc đổi số không còn hiệu lực"), _("Tài khoản đã có thay đổi khác. %(ask)s", ask=ask)),
        states.EXPIRED: (_("Đường dẫn đã quá hạn"), _("Đường dẫn chỉ dùng được trong 24 giờ. %(ask)s", ask=ask)),
    }
    unknown = (_("Đường dẫn không đúng"), _("Mời chị mở lại đúng đường dẫn trong tin nhắn. %(ask)s", ask=ask))
    title, text = known.get(standing, unknown)
    return str(title), str(text)


def reason_words(reason: str) -> str:
    """Why this officer cannot ask for this woman's change of phone, and who can."""
    known = {
        lost_phones.OWN: _("Đây là tài khoản của chính chị. Mời nhờ một cán bộ khác làm giúp."),
        lost_phones.NO_ACCOUNT: _("Chị ấy chưa có tài khoản, nên chưa có số đăng nhập nào để đổi."),
        lost_phones.STAFF: _("Chị ấy cũng là cán bộ hoặc quản trị hệ thống. Tài khoản cán bộ do quản trị hệ thống lo."),
        lost_phones.SUSPENDED: _("Tài khoản này đang tạm khóa. Mời hỏi quản trị hệ thống trước."),
        lost_phones.NOT_YOURS: _("Việc này do cán bộ của xã, phường nơi chị ấy nộp hồ sơ làm."),
    }
    return str(known[reason])
