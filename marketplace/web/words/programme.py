"""The words of programmes, periods, kinds of support and indicators in the visitor's language."""

from dataclasses import dataclass

from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from marketplace.programme import gaps
from marketplace.programme.models import Programme
from marketplace.programme.periods import HALF, MONTH, QUARTER, SPAN, Period, parse_period
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import HEADS, LATEST, OCCURRENCE, SHARE, SUM, UNIQUE, Indicator, IndicatorWords, Number
from marketplace.web.plumbing.formats import day, dong, number, percent
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.contests import honour_words, sector_words
from marketplace.web.words.enterprises import form_words, place_words
from marketplace.web.words.training import outreach_words


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


def figure_words(indicator: Indicator, value: Number) -> str:
    """An indicator's number as people write it: «1.250.000đ», «79,3%», «212.013»."""
    if indicator.counting == SHARE:
        return percent(value)
    return dong(int(value)) if indicator.counting == SUM else number(int(value))


def counting_words(indicator: Indicator) -> str:
    """How an indicator counts, and how its figures of several periods go together."""
    return str(
        {
            UNIQUE: _(
                "Đếm số người: trong kỳ, lũy kế năm và lũy kế Đề án, mỗi chị tính một lần, "
                "nên số lũy kế có thể nhỏ hơn tổng các kỳ."
            ),
            OCCURRENCE: _("Đếm số hồ sơ, mỗi hồ sơ một lần vào ngày của nó; số lũy kế là tổng các kỳ."),
            SUM: _("Cộng số tiền của từng hồ sơ theo ngày của nó; số lũy kế là tổng các kỳ."),
            HEADS: _("Cộng số người của từng đợt theo ngày của nó; số lũy kế là tổng các kỳ."),
            SHARE: _("Tỷ lệ tại ngày cuối của kỳ (số mới nhất); không cộng các kỳ với nhau."),
            LATEST: _("Đếm số đang có tại ngày cuối của kỳ (số mới nhất); không cộng các kỳ với nhau."),
        }[indicator.counting]
    )


def met_words(is_met: bool | None) -> str:
    """Whether a thing of a share fulfils what is asked; «» where nothing is asked."""
    return "" if is_met is None else str(_("Đạt") if is_met else _("Chưa đạt"))


def total_ending_words() -> dict[str, str]:
    """How a total without a list ended, by code."""
    return {
        "corrected": _("Đã sửa thành số khác"),
        "listed": _("Đã có danh sách trong hệ thống"),
        "withdrawn": _("Số ghi sai, rút lại"),
    }


def within_words(holders: list[str]) -> str:
    """That a total is part of those of longer days, told by their periods' codes; «» where there are none."""
    if not holders:
        return ""
    days = ", ".join(period_words(parse_period(code)) for code in holders)
    return str(_("nằm trong số của %(days)s, không cộng thêm", days=days))


def gap_reason_words() -> dict[str, str]:
    """Why a printed figure differs from the records, by code."""
    return {
        gaps.DEFINITION: _("Định nghĩa khác"),
        gaps.PERIOD: _("Kỳ tính khác"),
        gaps.LIST_MISSING: _("Chưa có danh sách trong hệ thống"),
        gaps.COUNTED_TWICE: _("Trước đây tính trùng"),
        gaps.CORRECTION: _("Hồ sơ được sửa sau khi in"),
    }


def gap_words(indicator: Indicator, gap: Number) -> str:
    """How far a printed figure is from what the records say."""
    if not gap:
        return str(_("khớp với hồ sơ"))
    written = figure_words(indicator, abs(gap))
    return str(_("in nhiều hơn hồ sơ %(gap)s", gap=written) if gap > 0 else _("in ít hơn hồ sơ %(gap)s", gap=written))


def counted_apart_words() -> str:
    """What stands wherever figures of more than one programme are read: they are not to be added up."""
    return str(_("Chị được nhiều Đề án hỗ trợ, và đơn hàng của chị, tính ở từng Đề án: không cộng số các Đề án."))


def period_words(period: Period) -> str:
    """«Năm 2026», «6 tháng đầu năm 2026», «Quý III/2026», «Tháng 11 năm 2026»; «November 2026»; days from–to."""
    if period.kind == SPAN:
        return str(_("Từ %(first)s đến %(last)s", first=day(period.first), last=day(period.last)))
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
    """Who confirmed a delivery; another note unchanged."""
    known = {
        "carrier": _("Đơn vị giao hàng xác nhận"),
        "buyer": _("Khách xác nhận"),
        "seller": _("Chỉ người bán báo"),
    }
    return str(known.get(code, code))


def evidence_words(record_kind: str) -> str:
    """What is evidence of a kind of record behind figures."""
    known = {
        "support_record": _("chứng từ giải ngân, hoặc ảnh một lần thăm chị sau ngày hỗ trợ"),
        "training_class": _("ảnh danh sách ký tên của một buổi học"),
        "shop_order": _("đơn vị giao hàng hoặc khách xác nhận đã nhận, không chỉ người bán báo"),
        "shop": _("giấy tờ trong hồ sơ đăng ký bán hàng"),
        "product": _("ảnh sản phẩm"),
        "enterprise": _("số đăng ký, hoặc giấy tờ đã xem khi xét doanh nghiệp do phụ nữ làm chủ"),
        "shown_product": _("đường dẫn trang đã xem"),
        "idea": _("biên bản cuộc thi đã chốt kết quả"),
        "funding_tranche": _("chứng từ giải ngân"),
        "outreach": _("ảnh của đợt hướng dẫn"),
    }
    return str(known[record_kind])


def note_words(note: str) -> str:
    """What a record's note says by a code: an enterprise's form, where a product is shown, an idea's sector or its
    highest award; «» for what is no such code.
    """
    known = form_words() | place_words() | sector_words() | outreach_words()
    honour = honour_words(note)
    return str(known.get(note) or (honour if honour != note else ""))


def file_note_words(note: str) -> str:
    """The note of a record in a file: a code in words, any other note as it is."""
    return note_words(note) or confidence_words(note)
