"""The outbox: counts, parked rows with their errors, retrying; on a demo also its codes and messages."""

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.queries import list_waiting_codes
from marketplace.accounts.services.codes import demo_code, shows_codes
from marketplace.accounts.services.second_factor import number_now
from marketplace.audit.services import record
from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.continuous_copy import is_late
from marketplace.core.heartbeat import is_worker_alive, last_beat_at
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Delivery
from marketplace.notifications.queries import list_deliveries, list_latest_notices
from marketplace.notifications.registries import CHANNELS
from marketplace.notifications.rendering import render
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import phone
from marketplace.web.plumbing.visitor import operator_actor
from marketplace.web.plumbing.wording import in_words


def show() -> str:
    """The state of the queue, parked rows, failed deliveries."""
    is_open = shows_codes()
    return render_template(
        "staff/outbox/show.html",
        counts=outbox.count_by_state(),
        oldest=outbox.oldest_due_at(),
        parked=outbox.list_parked(),
        failed=[(row, *_sent_to(row)) for row in list_deliveries("failed")],
        beat_at=(beat_at := last_beat_at()),
        worker_alive=is_worker_alive(beat_at),
        copy_late=(copy := config().copy_to) is not None and is_late(copy, beat_at),
        work_words=work_words,
        last_line=last_line,
        shows_codes=is_open,
        codes=[(row, demo_code(row)) for row in list_waiting_codes()] if is_open else [],
        messages=[(row, render(row)) for row in list_latest_notices()] if is_open else [],
        number=number_now(DEMO_TOTP_SECRET) if is_open else "",
        number_until=30 - int(now().timestamp()) % 30,
    )


def _sent_to(delivery: Delivery) -> tuple[str, str]:
    """The address a message was to be sent to, and its channel."""
    channel, notice = CHANNELS.get(delivery.channel), delivery.notice
    address = channel.address_of(notice.phone, notice.email) or ""
    return phone(address) if address == notice.phone else address, in_words(channel.words.label)


def try_again(row_id: int) -> Response:
    """Retry one parked row."""
    with transaction():
        outbox.try_again(row_id)
        record("outbox.tried_again", "outbox", row_id, by=operator_actor())
    flash(_("Sẽ thử lại ngay."), "success")
    return see_other(url_for("staff.outbox.show"))


def try_all_again() -> Response:
    """Retry every parked row."""
    with transaction():
        parked = outbox.list_parked()
        for row in parked:
            outbox.try_again(row.id)
        record("outbox.tried_again", "outbox", None, by=operator_actor(), details={"rows": len(parked)})
    flash(_("Sẽ thử lại %(num)d việc.", num=len(parked)), "success")
    return see_other(url_for("staff.outbox.show"))


def work_words(work: str) -> str:
    """The subject of a row's work in words, by the room it belongs to."""
    known = {
        "notifications": _("Gửi thông báo"),
        "payments": _("Việc thanh toán, hoàn tiền"),
        "media": _("Xử lý ảnh"),
        "browse": _("Cập nhật trang hàng"),
        "audit": _("Niêm phong nhật ký"),
        "programme": _("Tính số liệu Đề án"),
        "inventory": _("Trả hàng về kho"),
        "orders": _("Việc của đơn hàng"),
        "sellers": _("Việc của hồ sơ người bán"),
        "accounts": _("Dọn mã và phiên cũ"),
    }
    room = work.removeprefix("marketplace.").partition(".")[0]
    return str(known.get(room, _("Việc nền khác")))


def last_line(error: str | None) -> str:
    """The last line of an error, which names it."""
    lines = [line.strip() for line in (error or "").splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
