"""Why an uploaded file is refused, as a reason to test for and a sentence to show."""

from enum import StrEnum

from marketplace.core.errors import Invalid

N_ = str  # marks a sentence for the translators; it is translated where it is shown


class Reason(StrEnum):
    """Everything that can be wrong with an uploaded file."""

    EMPTY = "empty"
    TOO_LARGE_FILE = "too_large_file"
    TOO_LARGE_DOCUMENT = "too_large_document"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TOO_NARROW = "too_narrow"
    NOT_A_PHOTO = "not_a_photo"
    NOT_A_DOCUMENT = "not_a_document"
    CUT_SHORT = "cut_short"
    DAMAGED = "damaged"
    ANIMATED = "animated"
    HIDDEN_CONTENT = "hidden_content"
    LOCKED = "locked"
    ACTIVE_CONTENT = "active_content"
    BUSY = "busy"  # no fault of the file: too many photos at once
    NO_ROOM = "no_room"  # nor this: the disk is full, or nothing can be written to it


SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: N_("Tệp này trống, không có gì bên trong. Xin chọn tệp khác."),
    Reason.TOO_LARGE_FILE: N_("Ảnh nặng hơn 15 MB. Xin chọn ảnh nhẹ hơn."),
    Reason.TOO_LARGE_DOCUMENT: N_("Tệp PDF nặng hơn 10 MB. Xin chọn tệp nhẹ hơn hoặc chụp ảnh từng trang."),
    Reason.TOO_MANY_PIXELS: N_("Ảnh quá lớn (hơn 40 triệu điểm ảnh). Xin chụp lại ở cỡ ảnh thường của máy."),
    Reason.TOO_SMALL: N_("Ảnh quá nhỏ, nhìn sẽ bị mờ. Mỗi cạnh cần ít nhất 200 điểm ảnh."),
    Reason.TOO_NARROW: N_("Ảnh quá dài và hẹp. Xin cắt bớt hoặc chọn ảnh khác."),
    Reason.NOT_A_PHOTO: N_("Tệp này không phải ảnh chụp. Xin chọn ảnh JPEG, PNG, WebP, HEIC hoặc AVIF."),
    Reason.NOT_A_DOCUMENT: N_("Chỉ nhận tệp PDF hoặc ảnh chụp giấy tờ. Xin chọn tệp khác."),
    Reason.CUT_SHORT: N_("Tệp chỉ tới được một phần, đoạn cuối bị thiếu. Xin gửi lại, hoặc chọn tệp khác."),
    Reason.DAMAGED: N_("Tệp bị hỏng nên không mở được. Xin chọn tệp khác hoặc chụp lại."),
    Reason.ANIMATED: N_("Đây là ảnh động. Xin chọn ảnh tĩnh."),
    Reason.HIDDEN_CONTENT: N_("Trong tệp này có giấu một tệp khác nên không nhận được. Xin chọn tệp khác."),
    Reason.LOCKED: N_("Tệp PDF phải có mật khẩu mới mở được. Xin bỏ mật khẩu rồi gửi lại, hoặc chụp ảnh từng trang."),
    Reason.ACTIVE_CONTENT: N_("Tệp PDF có phần tự chạy hoặc đính kèm tệp khác. Xin gửi bản PDF thường hoặc ảnh chụp."),
    Reason.BUSY: N_("Đang có nhiều ảnh được gửi lên cùng lúc. Xin đợi một phút rồi gửi lại ảnh này."),
    Reason.NO_ROOM: N_("Trang tạm hết chỗ để nhận ảnh và giấy tờ. Xin gửi lại sau ít giờ, hoặc gọi đường dây hỗ trợ."),
}


class PhotoRefused(Invalid):
    """A file that is not accepted; `reason` says why, `sentence` says it in Vietnamese (the message id)."""

    reason: Reason

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason=reason)

    @property
    def sentence(self) -> str:
        """What to tell the sender: a message id, to be translated where it is shown."""
        return SENTENCES[self.reason]
