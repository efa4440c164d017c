"""All that happened to an applicant, by time: her application, her standing as a seller, changes of her phone."""

from dataclasses import dataclass

from flask_babel import gettext as _

from marketplace.accounts.queries import find_account_of, list_phone_changes
from marketplace.core.states import StateChange, history_of
from marketplace.sellers import states
from marketplace.sellers.models import Application, Seller
from marketplace.web.words.applications import state_words
from marketplace.web.words.phone_changes import standing_words


@dataclass(frozen=True)
class Step:
    """One thing that happened: in words, and the transition that says when, by whom and why."""

    words: str
    change: StateChange


def history_of_applicant(application: Application, seller: Seller | None) -> list[Step]:
    """The steps of an application, and what came after it, in the order of time."""
    told = history_of("application", [application.id])[application.id]
    steps = [Step(_step_words(change), change) for change in told]
    if seller is not None:
        steps += [Step(_standing_words(c), c) for c in history_of("seller", [seller.id])[seller.id] if c.from_state]
    account = find_account_of(application.person_id)
    changes = [change.id for change in list_phone_changes(account.id)] if account else []
    for of_phone in history_of("phone_change", changes).values():
        steps += [Step(_phone_words(change), change) for change in of_phone]
    return sorted(steps, key=lambda step: step.change.at)


def _step_words(change: StateChange) -> str:
    """What happened at a step, worded as past where the state's own name means the present."""
    known = {
        states.DRAFT: _("Bắt đầu ghi hồ sơ") if change.from_state is None else _("Ghi lại hồ sơ"),
        states.SUBMITTED: _submitted_words(change),
        states.MORE_NEEDED: _("Hội đề nghị bổ sung"),
        states.WITHDRAWN: _("Người nộp rút hồ sơ"),
    }
    return str(known.get(change.to_state) or state_words(change.to_state)[1])


def _submitted_words(change: StateChange) -> str:
    if change.actor_kind != "officer":
        return str(_("Đã nộp hồ sơ"))
    by_officer = {
        states.MORE_NEEDED: _("Cán bộ xét tiếp cùng chị ấy"),
        states.DECLINED: _("Cán bộ mở lại hồ sơ"),
    }
    return str(by_officer.get(change.from_state or "") or _("Cán bộ ghi và nộp hồ sơ giúp chị ấy"))


def _standing_words(change: StateChange) -> str:
    return str(_("Tạm dừng bán hàng") if change.to_state == states.SUSPENDED else _("Cho bán lại"))


def _phone_words(change: StateChange) -> str:
    return str(_("Đổi số điện thoại: %(state)s", state=standing_words(change.to_state)[1].lower()))
