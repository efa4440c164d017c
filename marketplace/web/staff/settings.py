"""The operator's settings, in groups: name and colours, owner, money, messages, deadlines."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.notifications.registries import CHANNELS
from marketplace.payments.registries import most_usual_first
from marketplace.payments.shape import PaymentMethod
from marketplace.rules.banks import UnknownBank, get_bank, list_banks
from marketplace.site.services import change_settings, set_platform_account
from marketplace.site.settings import PARTNER, PLATFORM
from marketplace.web.parts.uploads import refusal_words, sent_files, take_photo
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import operator_actor, signed_in_person
from marketplace.web.plumbing.wording import in_words
from marketplace.web.staff.forms.settings import (
    FORMS,
    AccountForm,
    LogoForm,
    MoneyForm,
    SettingsForm,
    filled,
    leaves_a_way,
    money_form,
    usual_amounts,
)
from marketplace.web.words.money_flow import flow_words


def index() -> str:
    """The groups of settings, each with a summary and what is missing in it."""
    return render_template("staff/settings/index.html", groups=groups())


def group(code: str) -> Response:
    """One group as a form; saves what changed, and every page shows it from the next request."""
    if code not in FORMS:
        raise NotFound(group=code)
    if request.method == "GET":
        return _page(code, filled(FORMS[code](), site_settings()), AccountForm())
    form = FORMS[code]()(request.form)
    if form.validate():
        _save(form)
        return see_other(url_for("staff.settings.group", code=code))
    return _page(code, form, AccountForm())


def logo() -> Response:
    """Take a new logo, or go back to the design's own mark."""
    if request.form.get("remove"):
        with transaction():
            change_settings({"logo_photo_id": ""}, actor=operator_actor())
        flash(_("Đã dùng lại hình của trang."), "success")
        return see_other(url_for("staff.settings.group", code="brand"))
    files = sent_files("logo")
    if not files:
        flash(_("Mời chọn một ảnh."), "error")
        return see_other(url_for("staff.settings.group", code="brand"))
    try:
        photo = take_photo(files[0], signed_in_person().id)
    except (PhotoRefused, QuotaReached) as refusal:
        flash(refusal_words(refusal), "error")
        return see_other(url_for("staff.settings.group", code="brand"))
    with transaction():
        change_settings({"logo_photo_id": photo.public_id}, actor=operator_actor())
    flash(_("Đã đổi hình."), "success")
    return see_other(url_for("staff.settings.group", code="brand"))


def bank_account() -> Response:
    """Set or remove the platform's own bank account."""
    if request.form.get("remove"):
        if not leaves_a_way({"platform_bank_bin": "", "platform_bank_account_sealed": ""}):
            flash(_("Bỏ tài khoản này thì khách không còn cách nào trả tiền. Mời bật một cách khác trước."), "error")
            return see_other(url_for("staff.settings.group", code="money"))
        with transaction():
            set_platform_account("", "", "", actor=operator_actor())
        flash(_("Đã bỏ tài khoản của trang."), "success")
        return see_other(url_for("staff.settings.group", code="money"))
    form = AccountForm(request.form)
    form.bin.choices = _banks()
    if not form.validate():
        return _page("money", filled(money_form(), site_settings()), form)
    with transaction():
        set_platform_account(form.bin.data, form.number.data, form.holder.data, actor=operator_actor())
    flash(_("Đã lưu tài khoản của trang."), "success")
    return see_other(url_for("staff.settings.group", code="money"))


def groups() -> dict[str, tuple[str, str, str]]:
    """Each group: its name, what it holds, its picture."""
    return {
        "brand": (_("Tên gọi, liên hệ và màu sắc"), _("Tên trang, số hỗ trợ, màu, hình"), "tag"),
        "owner": (_("Đơn vị vận hành và đăng ký"), _("Ai chịu trách nhiệm, số đăng ký với Bộ Công Thương"), "building"),
        "money": (_("Dòng tiền và cách thanh toán"), _("Tiền đi thẳng tới ai, nhận những cách nào"), "money"),
        "messages": (_("Kênh báo tin"), _("Tin nhắn, email"), "send"),
        "times": (_("Thời hạn và ngưỡng"), _("Trả lời hồ sơ, đơn hàng, giữ giấy tờ"), "clock"),
    }


def _save(form: SettingsForm) -> None:
    values = form.values()
    if isinstance(form, MoneyForm):
        needs_basis = values["money_flow"] in (PARTNER, PLATFORM)
        values["money_flow_confirmed_on"] = day(today()) if needs_basis else ""
        values["money_flow_basis"] = values["money_flow_basis"] if needs_basis else ""
    with transaction():
        changed = change_settings(values, actor=operator_actor(), amounts=usual_amounts())
    flash(_("Đã lưu cài đặt.") if changed else _("Không có gì thay đổi."), "success" if changed else "info")


def _page(code: str, form: SettingsForm, account_form: AccountForm) -> Response:
    account_form.bin.choices = _banks()
    name, lead, _icon = groups()[code]
    page = render_template(
        f"staff/settings/{code}.html",
        code=code,
        name=name,
        lead=lead,
        form=form,
        account_form=account_form,
        logo_form=LogoForm(),
        flows=flow_words(),
        bank_name=_bank_name(),
        methods=[(method, _connection_words(method)) for method in most_usual_first()],
        channels=sorted(CHANNELS.all().values(), key=lambda channel: not channel.is_needed),
        settings=site_settings(),
    )
    return make_response(page, 422 if form.errors or account_form.errors else 200)


def _connection_words(method: PaymentMethod) -> str:
    words = method.words
    sentence = words.switch_hint if method.is_ready(config()) else words.unready_hint
    return in_words(sentence)


def _banks() -> list[tuple[str, str]]:
    return [("", str(_("Chọn ngân hàng"))), *((bank.bin, f"{bank.short_name} · {bank.name}") for bank in list_banks())]


def _bank_name() -> str:
    try:
        return get_bank(site_settings().platform_bank_bin).short_name
    except UnknownBank:
        return ""
