"""Error pages: each family of refusals has one status and one page, in the visitor's language."""

import errno
import secrets
from urllib.parse import quote, unquote

import structlog
from flask import Flask, Response, current_app, flash, make_response, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from marketplace.core import errors
from marketplace.core.db import DatabaseAway, session
from marketplace.core.sent_forms import AlreadySent
from marketplace.web.plumbing.access import (
    OFFICERS,
    OPERATOR,
    PROVINCE_OR_OPERATOR,
    SHOP_EDITORS,
    SHOP_MONEY,
    SHOP_OWNER,
    SHOP_PACKERS,
    STAFF,
)
from marketplace.web.plumbing.answers import moved_to, see_other
from marketplace.web.plumbing.gate import NO_SHOP_YET
from marketplace.web.plumbing.once import answer_again
from marketplace.web.plumbing.paths import own_path, page_at_or_above, page_of_form
from marketplace.web.plumbing.posted_form import own_address
from marketplace.web.plumbing.visitor import be_nobody

log = structlog.get_logger()
NO_ROOM = "no_room"
MOST_NUMBER = 40  # signs of an address that are taken for an order's number
CLOSED_ORDER = "closed_order"  # a link too old, somebody else's order, no order at all: the answer is the same


def install_errors(app: Flask) -> None:
    """Register handlers for refusals, HTTP errors and unexpected exceptions."""
    app.register_error_handler(errors.Refusal, answer_refusal)
    app.register_error_handler(AlreadySent, answer_again)
    app.register_error_handler(HTTPException, answer_http_fault)
    app.register_error_handler(DatabaseAway, answer_database_away)
    app.register_error_handler(OSError, answer_no_room)
    app.register_error_handler(Exception, answer_unforeseen)


def status_of(refusal: errors.Refusal) -> int:
    """The HTTP status of a refusal's family."""
    families = {
        errors.NotFound: 404,
        errors.NotAllowed: 403,
        errors.Conflict: 409,
        errors.Invalid: 422,
        errors.TooMany: 429,
        errors.Unavailable: 503,
    }
    return next((status for family, status in families.items() if isinstance(refusal, family)), 400)


def answer_refusal(refusal: errors.Refusal) -> Response:
    """The page of a refusal that the view did not handle itself."""
    if request.method == "POST" and isinstance(refusal, errors.Conflict) and refusal.repeated:
        flash(_("Việc này chị đã làm xong lúc trước rồi."), "info")
        return see_other(page_of_form())
    log.info("refused", kind=type(refusal).__name__, path=request.path, why=refusal.facts.get("why"))
    status, why = status_of(refusal), str(refusal.facts.get("why", ""))
    who = str(refusal.facts.get("who", ""))
    return _page(status, why=CLOSED_ORDER if _is_closed_order(status) else why, who=who)


def answer_http_fault(fault: HTTPException) -> Response:
    """The page of a 404, 405, 413 and their like."""
    if fault.code is not None and fault.code < 400:
        return make_response(fault.get_response())
    if fault.code == 404 and request.method in ("GET", "HEAD") and (bare := _without_slash()):
        return moved_to(bare)
    if fault.code == 405 and request.method in ("GET", "HEAD") and (above := page_at_or_above(request.path)):
        return see_other(above)
    return _page(fault.code or 500, why=CLOSED_ORDER if _is_closed_order(fault.code) else "")


def _without_slash() -> str:
    """For an address that no page has but for the slash at its end: that page's address with its query; else «»."""
    path = request.path.rstrip("/")
    bare = own_path(quote(path), "")
    if ".." in path or path == request.path or not bare or page_at_or_above(path) != unquote(bare):
        return ""
    query = request.query_string.decode("ascii", "ignore")
    return f"{bare}?{query}" if query else bare


def _is_closed_order(status: int | None) -> bool:
    return status == 404 and request.path.startswith("/orders/")


def answer_database_away(fault: DatabaseAway) -> Response:
    """The database does not answer: 503, nothing was changed; the page is made without asking it for anything."""
    session.rollback()
    log.error("database away", error=str(fault.orig)[:200])
    be_nobody()
    title, text = _words(503, "")
    if _is_for_programs():
        return _problem(503, title, text)
    page = current_app.jinja_env.get_template("errors/database_away.html")
    return make_response(page.render(title=title, text=text, locale=str(get_locale()), here=own_address()), 503)


def answer_no_room(fault: OSError) -> Response:
    """The disk takes no more (a large upload is laid on it before any view sees it): 503, nothing was changed."""
    if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        return answer_unforeseen(fault)
    session.rollback()
    log.error("nothing can be written", why=fault.strerror)
    return _page(503, why=NO_ROOM)


def answer_unforeseen(fault: Exception) -> Response:
    """Any other exception: a plain page with an id that the log has too."""
    session.rollback()
    error_id = secrets.token_hex(4)
    log.exception("unforeseen", error_id=error_id, path=request.path, exc_info=fault)
    return _page(500, error_id=error_id)


def _page(status: int, *, why: str = "", who: str = "", error_id: str = "") -> Response:
    title, text = _words(status, why, who)
    if _is_for_programs():
        return _problem(status, title, text)
    facts = {"status": status, "title": title, "text": text, "error_id": error_id, "next": _ways_on(why)}
    if why == CLOSED_ORDER:
        facts["order_number"] = request.path.split("/")[2][:MOST_NUMBER]
    page = render_template("errors/error.html", **facts)
    return make_response(page, status)


def _is_for_programs() -> bool:
    return request.path.startswith(("/api/", "/webhooks/"))


def _problem(status: int, title: str, text: str) -> Response:
    """The same as a problem (RFC 9457); where a page's words speak of signing in or photos, words for programs."""
    own = {
        403: (_("Không được phép"), _("Chữ ký, khóa hoặc nguồn gửi không được chấp nhận.")),
        413: (_("Nội dung gửi lên quá lớn"), _("Mời gửi ít hơn mỗi lần.")),
    }
    title, text = own.get(status, (title, text))
    problem = {"type": "about:blank", "status": status, "title": title, "detail": text}
    return make_response(problem, status, {"Content-Type": "application/problem+json"})


def _ways_on(why: str) -> list[tuple[str, str]] | None:
    """The links of refusals that offer some of their own."""
    home = ("/", _("Về trang chủ"))
    sign_in = ("/sign-in", _("Đăng nhập"))
    known = {
        "signed_out": [sign_in, home],
        "not_proven": [("/prove", _("Xác nhận")), home],
        CLOSED_ORDER: [home],
        NO_SHOP_YET: [("/seller", _("Xem việc của tôi")), home],
    }
    return known.get(why)


def _audiences() -> dict[str, str]:
    """For whom a page is, by the name of its access rule."""
    return {
        SHOP_EDITORS.name: _("Trang này dành cho chủ gian hàng và người đăng hàng."),
        SHOP_PACKERS.name: _("Trang này dành cho chủ gian hàng, người đăng hàng và người đóng gói."),
        SHOP_MONEY.name: _("Trang này dành cho chủ gian hàng và người giữ sổ."),
        SHOP_OWNER.name: _("Trang này dành cho chủ gian hàng."),
        STAFF.name: _("Trang này dành cho cán bộ Hội và quản trị hệ thống."),
        OFFICERS.name: _("Trang này dành cho cán bộ Hội."),
        PROVINCE_OR_OPERATOR.name: _("Trang này dành cho cán bộ Hội cấp tỉnh và quản trị hệ thống."),
        OPERATOR.name: _("Trang này dành cho quản trị hệ thống."),
    }


def _words(status: int, why: str, who: str = "") -> tuple[str, str]:
    if why == "form_too_old":
        return _("Trang đã mở quá lâu"), _("Trang này mở từ lần đăng nhập trước. Mời xem lại rồi bấm gửi lại.")
    if why == "signed_out":
        return _("Mời đăng nhập để gửi"), _("Mời mở trang đăng nhập ở thẻ khác, đăng nhập xong thì gửi lại ở đây.")
    if why == "not_proven":
        return _("Mời xác nhận để gửi"), _("Mời mở trang xác nhận ở thẻ khác, xác nhận xong thì gửi lại ở đây.")
    if why == NO_ROOM:
        text = _("Chưa có gì bị thay đổi. Mời quay lại trang trước rồi gửi lại sau ít giờ, hoặc gọi đường dây hỗ trợ.")
        return _("Trang tạm hết chỗ ghi"), text
    if why == NO_SHOP_YET:
        return _("Trang này dùng được sau khi có gian hàng"), _("Hội duyệt hồ sơ xong, chị mở gian hàng là vào được.")
    if status == 403 and who in (audiences := _audiences()):
        ask = _("Nếu cần, hãy đăng nhập bằng tài khoản khác.")
        return _("Trang này không dành cho tài khoản này"), f"{audiences[who]} {ask}"
    if why == CLOSED_ORDER:
        text = _("Đường dẫn có thể đã hết hạn. Vui lòng nhập số đơn và số điện thoại đặt hàng để nhận đường dẫn mới.")
        return _("Không mở được đơn hàng này"), text
    known = {
        403: (_("Trang này không dành cho tài khoản này"), _("Nếu cần, hãy đăng nhập bằng tài khoản khác.")),
        404: (_("Không tìm thấy trang này"), _("Địa chỉ có thể đã đổi, hoặc nội dung không còn nữa.")),
        405: (_("Không mở được theo cách này"), _("Mời quay lại trang trước và thử lại.")),
        409: (_("Có người vừa thay đổi trước"), _("Mời tải lại trang để xem nội dung mới nhất.")),
        413: (_("Tệp gửi lên quá lớn"), _("Mời chọn ảnh nhỏ hơn 15 MB, hoặc gửi ít ảnh hơn mỗi lần.")),
        422: (_("Chưa nhận được nội dung này"), _("Mời quay lại kiểm tra những gì đã nhập.")),
        429: (_("Thử quá nhiều lần"), _("Mời đợi ít phút rồi thử lại.")),
        503: (_("Đang tạm gián đoạn"), _("Mời thử lại sau ít phút. Chưa có gì bị thay đổi.")),
    }
    unforeseen = (_("Có lỗi xảy ra"), _("Chúng tôi đã ghi lại lỗi này. Mời thử lại, hoặc gọi đường dây hỗ trợ."))
    return known.get(status, unforeseen)
