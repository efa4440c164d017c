"""The staff's first page: what waits, the most urgent first, and what an operator still has to set up."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask_babel import gettext as _

from marketplace.accounts.roles import OPERATOR
from marketplace.association.models import Unit, YearTheme
from marketplace.association.queries import find_theme_above, list_top_units
from marketplace.catalog.queries import list_submitted_revisions
from marketplace.core.clock import today
from marketplace.core.runtime import config
from marketplace.payments.queries.outside import list_unmatched_deposits
from marketplace.payments.queries.provider_tasks import first_due_task_at
from marketplace.payments.queries.refunds import list_refunds
from marketplace.payments.states import UNFINISHED_STATES
from marketplace.programme.models import Programme
from marketplace.programme.periods import MONTH, Period, parse_period
from marketplace.programme.queries import list_indicators, list_programmes, tallies_as_told
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import SUM, Indicator, Number, Place
from marketplace.sellers.queries import list_applications
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import about_million, day
from marketplace.web.plumbing.visitor import current_offices, current_scope, staff_roles
from marketplace.web.staff.applications import clock_of
from marketplace.web.staff.places import Place as Room
from marketplace.web.staff.places import staff_places
from marketplace.web.words.programme import figure_words, indicator_words, period_words, programme_words

MOST_FILES = 3


@dataclass(frozen=True)
class Task:
    """One task: its link, what waits, and its icon."""

    url: str
    title: str
    text: str
    icon: str


@dataclass(frozen=True)
class File:
    """One waiting application: its link, the applicant, and its deadline."""

    url: str
    name: str
    unit: str
    due_at: datetime | None


@dataclass(frozen=True)
class Month:
    """A programme's figures of this month, with links to the lists behind them."""

    title: str
    figures: list[tuple[str, str, str, None]]


def show() -> str:
    """What waits for this person."""
    rooms = [place for place in staff_places() if place[0] != "/staff"]
    return render_template(
        "staff/home/show.html",
        tasks=_tasks(),
        rooms=rooms,
        files=_files(rooms),
        clock=clock_of,
        months=_months(),
        theme=_theme(),
        offices=current_offices(),
        lacks=_lacks() if OPERATOR in staff_roles() else [],
    )


def _tasks() -> list[Task]:
    words = {
        "/staff/applications": lambda n: _("%(num)d hồ sơ chờ trả lời", num=n),
        "/staff/listings": lambda n: _("%(num)d sản phẩm chờ duyệt", num=n),
        "/staff/refunds": lambda n: _("%(num)d khoản hoàn tiền đang chờ", num=n),
        "/staff/money/stray": lambda n: _("%(num)d khoản tiền chưa xác định được đơn", num=n),
        "/staff/money/provider": lambda n: _("%(num)d việc với cổng thanh toán", num=n),
        "/staff/outbox": lambda n: _("%(num)d tin chưa gửi được", num=n),
    }
    return [
        Task(address, words[address](count), _oldest(address), icon)
        for address, _label, icon, _here, count in staff_places()
        if count and address in words
    ]


def _oldest(address: str) -> str:
    """The time left for the item due first, or since when the oldest waits."""
    if address == "/staff/applications":
        return _left(list_applications(current_scope(), limit=1).items[0].due_at)
    if address == "/staff/listings":
        return _left(list_submitted_revisions(current_scope(), limit=1).items[0].due_at)
    if address == "/staff/money/provider":
        return _left(first_due_task_at())
    since = {
        "/staff/refunds": lambda: min(refund.created_at for refund in list_refunds(statuses=UNFINISHED_STATES)),
        "/staff/money/stray": lambda: min(deposit.received_at for deposit in list_unmatched_deposits()),
    }
    return str(_("Lâu nhất: từ %(day)s", day=day(since[address]()))) if address in since else ""


def _left(due_at: datetime | None) -> str:
    if due_at is None:
        return ""
    return str(_("Gấp nhất: %(left)s", left=clock_of(due_at).text))


def _files(rooms: list[Room]) -> list[File]:
    """The three applications nearest to their deadline, for officers who decide them."""
    if "/staff/applications" not in {room[0] for room in rooms}:
        return []
    return [
        File(
            url_for("staff.applications.show", number=row.number),
            row.person.full_name,
            row.unit.name if row.unit else "",
            row.due_at,
        )
        for row in list_applications(current_scope(), limit=MOST_FILES).items
    ]


def _months() -> list[Month]:
    """This month's figures of the newest programme, for each unit the officer serves with all below it."""
    running = [p for p in list_programmes() if p.begins_on <= today() <= p.ends_on]
    if not running:
        return []
    programme = max(running, key=lambda p: p.begins_on)
    units = list_top_units(current_scope(), site_settings().home_province)
    return [_month(programme, unit, f" · {unit.name}" if len(units) > 1 else "") for unit in units]


def _month(programme: Programme, unit: Unit, whose: str) -> Month:
    period = parse_period(f"{today():%Y-%m}")
    plugs = [INDICATORS.get(row.indicator) for row in list_indicators(programme)]
    counted = tallies_as_told(programme, plugs, Place(unit.path), {MONTH: period})
    return Month(
        f"{programme_words(programme).short_name} · {period_words(period)}{whose}",
        [_figure(programme, plug, unit, period, counted[plug.code][MONTH].figure(plug)) for plug in plugs],
    )


def _figure(
    programme: Programme, indicator: Indicator, unit: Unit, period: Period, value: Number
) -> tuple[str, str, str, None]:
    code = indicator.code
    shown = figure_words(indicator, value)
    if indicator.counting == SUM:
        shown = str(_("%(amount)s triệu", amount=about_million(int(value))))
    url = url_for("staff.programmes.records", code=programme.code, indicator=code, unit=unit.code, period=period.code)
    return shown, indicator_words(code).name, url, None


def _theme() -> YearTheme | None:
    """The theme of this year where the officer serves; of the home province for who serves in no unit."""
    offices = current_offices()
    paths = [office.unit.path for office in offices] or [
        unit.path for unit in list_top_units(current_scope(), site_settings().home_province)
    ]
    return find_theme_above(paths[0], today().year) if paths else None


def _lacks() -> list[tuple[str, str, str]]:
    """What is not set up yet: (what, link, what the operator does there)."""
    settings, ours = site_settings(), config()
    checks = (
        (not settings.owner_name or not settings.owner_address, _("Chưa ghi đơn vị vận hành và địa chỉ."), "owner"),
        (not settings.is_registered, _("Chưa ghi số đăng ký với Bộ Công Thương."), "owner"),
        (not settings.hotline, _("Chưa có số điện thoại hỗ trợ."), "brand"),
        (ours.sms_gateway_url is None, _no_gateway(), "messages"),
    )
    verbs = {"messages": _("Xem cách nối")}
    return [
        (text, url_for("staff.settings.group", code=code), verbs.get(code) or _("Ghi bây giờ"))
        for lacking, text, code in checks
        if lacking
    ]


def _no_gateway() -> str:
    return str(_("Chưa nối cổng tin nhắn: mã xác nhận không tới được điện thoại. Việc này do người cài máy chủ làm."))
