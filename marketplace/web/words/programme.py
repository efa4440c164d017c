"""The words of programmes, periods, kinds of support and indicators in the visitor's language."""

from dataclasses import dataclass

from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from marketplace.programme.models import Programme
from marketplace.programme.periods import HALF, MONTH, QUARTER, Period
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import IndicatorWords
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.contests import honour_words, sector_words


@dataclass(frozen=True)
class ProgrammeWords:
    """A programme as people read it, in the visitor's language."""

    name: str
    short_name: str
    decision: str
    summary: str
    source: str


def programme_words(programme: Programme) -> ProgrammeWords:
    """The texts of a programme in the visitor's language."""
    p = programme
    if str(get_locale()) == "en":
        return ProgrammeWords(p.name_en, p.short_name_en, p.decision_en, p.summary_en, p.source_en)
    return ProgrammeWords(p.name, p.short_name, p.decision, p.summary, p.source)


def indicator_words(code: str) -> IndicatorWords:
    """Name, unit of measure, definition and note of an indicator, in the visitor's language; the plug carries them."""
    words = INDICATORS.get(code).words
    told = (words.name, words.unit, words.definition, words.note_by_unit)
    return IndicatorWords(*(in_words(sentence) for sentence in told))


def counted_apart_words() -> str:
    """What stands wherever figures of more than one programme are read: they are not to be added up."""
    return str(_("Chị được nhiều Đề án hỗ trợ, và đơn hàng của chị, tính ở từng Đề án: không cộng số các Đề án."))


def period_words(period: Period) -> str:
    """«Năm 2026», «6 tháng đầu năm 2026», «Quý III/2026», «Tháng 11 năm 2026»; «November 2026»."""
    year = period.code[:4]
    if period.kind == HALF:
        first = period.code.endswith("1")
        return str(_("6 tháng đầu năm %(year)s", year=year) if first else _("6 tháng cuối năm %(year)s", year=year))
    if period.kind == QUARTER:
        roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}[period.code[-1]]
        return str(_("Quý %(quarter)s năm %(year)s", quarter=roman, year=year))
    if period.kind == MONTH:
        if str(get_locale()) == "en":
            return str(format_date(period.first, "MMMM yyyy"))
        return str(_("Tháng %(month)s năm %(year)s", month=int(period.code[-2:]), year=year))
    return str(_("Năm %(year)s", year=year))


def support_kinds() -> dict[str, str]:
    """What support is called, by code."""
    return {
        "training": _("Tập huấn"),
        "advice": _("Tư vấn"),
        "loan": _("Vốn vay"),
        "grant": _("Hỗ trợ vốn không hoàn lại"),
        "equipment": _("Công cụ, thiết bị"),
        "shop": _("Mở gian hàng"),
        "mentoring": _("Kèm cặp, đồng hành"),
    }


def confidence_words(code: str) -> str:
    """Who confirmed a delivery; another note by its own words: an idea's sector, its highest award."""
    known = {
        "carrier": _("Đơn vị giao hàng xác nhận"),
        "buyer": _("Khách xác nhận"),
        "seller": _("Chỉ người bán báo"),
    } | sector_words()
    return str(known.get(code) or honour_words(code))
