"""«Fanpage, nhóm Zalo»: which unit has which channel, who saw it last; entered by its link, seen, closed, voided."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.errors import ChannelExists, EndsBeforeItBegan
from marketplace.association.levels import COMMUNE
from marketplace.association.models import Unit, UnitChannel
from marketplace.association.queries import (
    get_channel,
    get_unit,
    list_branches,
    list_channels,
    list_software_uses,
    list_top_units,
    lock_channel,
    standings,
)
from marketplace.association.services import close_channel, record_channel, reopen_channel, see_channel, void_channel
from marketplace.association.unit_channels import FANPAGE, ZALO_GROUP, BadLink, is_usual
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_offices, current_scope, officer_actor
from marketplace.web.staff.forms.register import VoidForm
from marketplace.web.staff.forms.units import ChannelForm, CloseForm, SoftwareForm, channel_form, software_form
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.units import channel_words, lack_words, link_refusal_words, software_words, user_words

PAGE = 50


def index() -> Response:
    """The units of the territory with their channels; who has one commune alone goes straight to it."""
    tops = list_top_units(current_scope(), site_settings().home_province)
    if len(tops) == 1 and tops[0].level == COMMUNE:
        return see_other(url_for("staff.channels.unit", unit_id=tops[0].id))
    everyone, day = standings(units_of_territory()), today()
    counts = {code: sum(each.is_lacking(code, day) for each in everyone) for code in lack_words()}
    lacking = request.args.get("lacking", "")
    shown = [each for each in everyone if lacking not in counts or each.is_lacking(lacking, day)]
    page, last = _page_of(len(shown))
    return make_response(
        render_template(
            "staff/channels/index.html",
            standings=shown[(page - 1) * PAGE : page * PAGE],
            units=len(everyone),
            count=len(shown),
            counts=counts,
            lacking=lacking if lacking in counts else "",
            lacks=lack_words(),
            owed=(FANPAGE, ZALO_GROUP),
            kinds=channel_words(),
            day=day,
            page=page,
            last=last,
        )
    )


def unit(unit_id: int) -> Response:
    """One unit's channels: enter one, say that it was seen; the branches below with theirs."""
    found = get_unit(unit_id, current_scope())
    form = channel_form(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        answer = _save(found, form)
        if answer is not None:
            return answer
    return unit_page(found, form, software_form(None), 422 if request.method == "POST" else 200)


def see(channel_id: int) -> Response:
    """«Tôi vừa xem, còn hoạt động»: a dated row."""
    try:
        with transaction():
            first_time()
            row = lock_channel(channel_id, current_scope())
            is_new = see_channel(row, actor=officer_actor(), scope=current_scope())
            leads_to(url_for("staff.channels.unit", unit_id=row.unit_id))
        flash(_("Đã ghi: hôm nay chị xem, còn hoạt động.") if is_new else _("Hôm nay chị đã ghi rồi."), "success")
    except Conflict:
        flash(_("Kênh này đã ghi là ngừng. Nếu còn hoạt động, mời bấm Mở lại."), "warning")
    return _back_to(get_channel(channel_id, current_scope()))


def close(channel_id: int) -> Response:
    """Say since when a channel is no more, and why."""
    form = CloseForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_channel(channel_id, current_scope())
                close_channel(
                    row,
                    closed_on=form.closed_on.day or today(),
                    why=form.why.data,
                    actor=officer_actor(),
                    scope=current_scope(),
                )
            flash(_("Đã ghi kênh này ngừng hoạt động."), "success")
            return _back_to(row)
        except EndsBeforeItBegan:
            form.closed_on.errors = [_("Ngày này trước ngày lập. Mời xem lại.")]
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
            return _back_to(get_channel(channel_id, current_scope()))
    return _ask("staff/channels/close.html", channel_id, form)


def reopen(channel_id: int) -> Response:
    """Take the end back: the channel is alive still, or again."""
    try:
        with transaction():
            row = lock_channel(channel_id, current_scope())
            reopen_channel(row, actor=officer_actor(), scope=current_scope())
        flash(_("Đã mở lại kênh này."), "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(get_channel(channel_id, current_scope()))


def void(channel_id: int) -> Response:
    """Void a channel that was entered by mistake, with the reason."""
    form = VoidForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_channel(channel_id, current_scope())
                void_channel(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return _back_to(get_channel(channel_id, current_scope()))
    return _ask("staff/channels/void.html", channel_id, form)


def unit_page(found: Unit, form: ChannelForm, about_software: SoftwareForm, status: int = 200) -> Response:
    """The page of one unit, with a form of a channel and one of the use of software."""
    page = render_template(
        "staff/channels/unit.html",
        unit=found,
        form=form,
        software_form=about_software,
        channels=list_channels(found.id),
        software=list_software_uses(found.id),
        branches=standings(list_branches(found.id)) if found.level == COMMUNE else [],
        kinds=channel_words(),
        software_words=software_words(),
        user_words=user_words(),
        is_usual=is_usual,
        day=today(),
        has_more_units=not current_offices() or not _is_only_unit(found),
    )
    return make_response(page, status)


def _is_only_unit(found: Unit) -> bool:
    return [office.unit_id for office in current_offices()] == [found.id]


def _save(found: Unit, form: ChannelForm) -> Response | None:
    try:
        with transaction():
            first_time()
            row = record_channel(
                found,
                form.kind.data,
                form.link.data or "",
                name=form.name.data or "",
                members_said=form.members_said.count,
                opened_on=form.opened_on.day,
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.channels.unit", unit_id=found.id))
    except BadLink as fault:
        form.link.errors = [link_refusal_words(fault.why)]
        return None
    except ChannelExists as refused:
        form.link.errors = [_exists_words(refused.channel)]
        return None
    except Invalid:
        form.link.errors = [_("Đơn vị này đã thôi hoạt động, nên không ghi thêm được.")]
        return None
    flash(_("Đã lưu %(kind)s.", kind=channel_words()[row.kind]), "success")
    if not is_usual(row.kind, row.link):
        flash(_unusual_words(row), "warning")
    return see_other(page)


def _exists_words(row: UnitChannel) -> str:
    if row.closed_on is not None:
        return str(_("Đường dẫn này đã ghi và đã ngừng. Nếu hoạt động lại, mời bấm Mở lại ở dưới."))
    return str(_("Đường dẫn này đã ghi rồi: %(kind)s. Mời xem ở dưới.", kind=channel_words()[row.kind]))


def _unusual_words(row: UnitChannel) -> str:
    if row.kind == FANPAGE:
        return str(_("Đường dẫn không phải của Facebook. Nếu chọn nhầm loại, mời hủy dòng này rồi ghi lại."))
    return str(_("Đường dẫn không phải của Zalo. Nếu chọn nhầm loại, mời hủy dòng này rồi ghi lại."))


def _page_of(count: int) -> tuple[int, int]:
    text = request.args.get("page", "1")
    last = max(-(-count // PAGE), 1)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), last), last


def _ask(template: str, channel_id: int, form: Form) -> Response:
    row = get_channel(channel_id, current_scope())
    page = render_template(template, row=row, form=form, kinds=channel_words(), here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)


def _back_to(row: UnitChannel) -> Response:
    return see_other(url_for("staff.channels.unit", unit_id=row.unit_id))
