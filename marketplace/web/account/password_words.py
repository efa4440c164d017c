"""What is said when a password cannot be chosen."""

from flask_babel import gettext as _

from marketplace.accounts.services import passwords


def password_words(reason: str) -> str:
    """What to choose instead, for each reason of `accounts.services.passwords`."""
    known = {
        passwords.TOO_SHORT: _(
            "Mật khẩu cần ít nhất %(least)d ký tự. Vui lòng viết thêm; một câu ngắn dễ nhớ là tốt nhất.",
            least=passwords.LEAST,
        ),
        passwords.TOO_LONG: _("Mật khẩu dài nhất %(most)d ký tự. Mời chọn một câu ngắn hơn.", most=passwords.MOST),
        passwords.COMMON: _("Mật khẩu này nhiều người dùng nên dễ bị đoán. Mời thêm vài chữ riêng, khó đoán."),
        passwords.OWN_WORDS: _("Mật khẩu không nên chỉ là tên, số điện thoại hay tên gian hàng. Mời thêm chữ khác."),
    }
    return str(known[reason])
