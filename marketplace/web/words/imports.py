"""Plain words for lists that are brought in: kinds, states, what becomes of a row, why a file is not taken."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from marketplace.imports import states
from marketplace.imports.errors import FileRefused
from marketplace.imports.fields import Field
from marketplace.imports.registries import KINDS
from marketplace.imports.sheets import reasons
from marketplace.web.plumbing.formats import number
from marketplace.web.plumbing.wording import in_words


def kind_names() -> dict[str, str]:
    """The name of each kind of list, by code."""
    return {code: in_words(plug.words.name) for code, plug in KINDS.all().items()}


def field_label(each: Field) -> str:
    """The label of a column."""
    return in_words(each.label)


def status_words() -> dict[str, tuple[str, str]]:
    """The tone and the name of each state of a list."""
    return {
        states.READING: ("go", _("Đang đọc ảnh")),
        states.UNREADABLE: ("stop", _("Không đọc được ảnh")),
        states.UPLOADED: ("wait", _("Chưa chọn cột")),
        states.READ: ("wait", _("Đang kiểm tra")),
        states.CHECKED: ("go", _("Đang ghi")),
        states.APPLIED: ("done", _("Đã ghi xong")),
        states.THROWN_AWAY: ("stop", _("Đã bỏ")),
        states.TAKING_BACK: ("go", _("Đang rút lại")),
        states.UNDONE: ("stop", _("Đã rút lại")),
    }


def verdict_words(*, is_written: bool = False) -> dict[str, str]:
    """What becomes, or became, of rows, by verdict, in the order in which they are shown."""
    known = {
        states.UNSEEN: _("Máy đọc chưa chắc"),
        states.NEW: _("Đã ghi, người mới") if is_written else _("Người mới"),
        states.ADDS: _("Đã ghi vào hồ sơ có sẵn") if is_written else _("Ghi vào hồ sơ có sẵn"),
        states.DOUBTFUL: _("Chưa rõ là ai"),
        states.REFUSED: _("Cần sửa"),
        states.KNOWN: _("Đã có đủ"),
        states.LEFT_OUT: _("Không ghi"),
    }
    return {code: known[code] for code in states.VERDICTS}


def problem_words(problem: Mapping[str, Any]) -> str:
    """What stands against a row, or is to be known of it."""
    return in_words(problem["words"], **problem["facts"])


def refusal_words(refused: FileRefused) -> str:
    """Why a file is not taken, and what to do."""
    facts = {name: number(value) for name, value in refused.facts.items() if isinstance(value, int)}
    save_anew = _("Mời mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi gửi lại.")
    known = {
        reasons.TOO_LARGE: _("Tệp quá lớn. Mời chia danh sách thành nhiều tệp, hoặc bỏ ảnh và các trang không cần."),
        reasons.TOO_MANY_ROWS: _(
            "Tệp có tới %(found)s dòng, mỗi lần chỉ nhận %(most)s dòng. Mời chia thành nhiều tệp, ví dụ mỗi xã một.",
            found=facts.get("found", ""),
            most=facts.get("most", ""),
        ),
        reasons.TOO_MANY_COLUMNS: _(
            "Tệp có tới %(found)s cột, chỉ nhận %(most)s cột. Mời xóa các cột thừa ở bên phải rồi gửi lại.",
            found=facts.get("found", ""),
            most=facts.get("most", ""),
        ),
        reasons.BOMB: _("Tệp này nén bất thường nên không mở. Mời chép danh sách sang một tệp Excel mới rồi gửi lại."),
        reasons.BROKEN: _("Không đọc được tệp này.") + " " + save_anew,
        reasons.ENCRYPTED: _("Tệp có mật khẩu. Mời bỏ mật khẩu rồi gửi lại."),
        reasons.OLD_EXCEL: _("Chưa đọc được kiểu tệp Excel này (.xlsb).") + " " + save_anew,
        reasons.OTHER_KIND: _("Đây không phải tệp Excel, LibreOffice hay CSV.") + " " + save_anew,
        reasons.NOT_TEXT: _("Không đọc được chữ trong tệp này.") + " " + save_anew,
        reasons.EMPTY: _("Tệp không có dòng nào. Mời xem lại tệp."),
    }
    return str(known[refused.reason])
