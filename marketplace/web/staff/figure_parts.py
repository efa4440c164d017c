"""A figure told apart by one or two dimensions: a table whose cells open their lists, and the same as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _

from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.programme.disclosure import TOTAL, hidden_cells, hidden_sealed
from marketplace.programme.queries import Parts, Tally, get_indicator, parts_as_told, parts_of
from marketplace.programme.registries import dimensions_of
from marketplace.programme.services.sealed_parts import sealed_parts_of
from marketplace.programme.shape import SHARE, SUM, UNIQUE, Dimension, Indicator
from marketplace.reporting.report import DONG, NUMBER, Column, Percent, Report
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import officer_actor
from marketplace.web.plumbing.wording import in_words
from marketplace.web.staff.figure_narrowing import BY, is_officer, narrowing_address, part_names
from marketplace.web.staff.programme_files import handed_out, heading_of, subtitles_of
from marketplace.web.staff.programme_table import ReportQuery, ask
from marketplace.web.words.programme import counting_words, figure_words, indicator_words, programme_words

AND = "and"  # the second dimension in addresses


@dataclass(frozen=True)
class Told:
    """A table of parts: the parts of each side in order, what lies behind each cell, and the cells withheld."""

    rows: dict[Any, str]
    columns: dict[Any, str]
    cells: dict[tuple[Any, Any], Tally]
    hidden: set[Any]


def show(code: str, indicator: str) -> str:
    """The table of parts, and the choice of dimensions."""
    query, plug, chosen = _asked(code, indicator)
    told = _told(query, plug, chosen)
    return render_template(
        "staff/programmes/parts.html",
        query=query,
        indicator=plug,
        words=indicator_words(plug.code),
        programme_text=programme_words(query.programme),
        dimensions=[(d.code, in_words(d.words.name)) for d in _offered(plug)],
        chosen=chosen,
        chosen_names=[in_words(d.words.name) for d in chosen],
        told=told,
        shown=lambda cell: _shown(plug, told, cell),
        address_of=lambda cell: _address(query, plug, chosen, told, cell),
        counting_words=counting_words,
        total=TOTAL,
        is_sensitive=_is_sensitive(chosen),
        least=site_settings().revenue_suppressed_below,
    )


def table(code: str, indicator: str) -> Response:
    """The table of parts as a workbook."""
    query, plug, chosen = _asked(code, indicator)
    name = "-".join([f"phan-to-{code}-{indicator}", *(d.code for d in chosen), query.unit.code, query.period.code])
    return handed_out(_report(query, plug, chosen), name, query, {"file": "parts", "indicator": indicator})


def _asked(code: str, indicator: str) -> tuple[ReportQuery, Indicator, list[Dimension]]:
    query = ask(code)
    plug, _row = get_indicator(query.programme, indicator)
    offered = {dimension.code: dimension for dimension in _offered(plug)}
    codes = [request.args.get(BY) or next(iter(offered)), request.args.get(AND) or ""]
    chosen = list(dict.fromkeys(code for code in codes if code))
    if any(code not in offered for code in chosen):
        raise NotFound(dimension=chosen)
    return query, plug, [offered[code] for code in chosen]


def _offered(plug: Indicator) -> list[Dimension]:
    """The dimensions a visitor may choose: sensitive ones are for officers alone."""
    return [dimension for dimension in dimensions_of(plug) if is_officer() or not dimension.is_sensitive]


def _told(query: ReportQuery, plug: Indicator, chosen: Sequence[Dimension]) -> Told:
    parts = _parts(query, plug, chosen)
    first = part_names(chosen[0], {codes[0] for codes in parts})
    second = part_names(chosen[1], {codes[1] for codes in parts}) if len(chosen) > 1 else {}
    cells = _with_margins(parts, len(chosen))
    return Told(first, second, cells, _hidden(chosen, {cell: _women(plug, tally) for cell, tally in cells.items()}))


def _hidden(chosen: Sequence[Dimension], women: dict[Any, int]) -> set[Any]:
    """The cells that the visitor is not shown: of few women, and those that would tell them."""
    sealed = [side for side, dimension in enumerate(chosen) if dimension.is_sensitive]
    if sealed:
        return set(hidden_sealed(women, _least(), sealed))
    return set() if is_officer() else set(hidden_cells(women, _least()))


def _parts(query: ReportQuery, plug: Indicator, chosen: Sequence[Dimension]) -> Parts:
    """What lies behind each part; of a sensitive dimension every part, so that none is told by its absence."""
    asked = (plug, query.programme, query.place, query.days, chosen)
    if not _is_sensitive(chosen):
        return parts_as_told(*asked, lambda: parts_of(*asked))
    with transaction():
        parts = parts_as_told(*asked, lambda: sealed_parts_of(*asked, actor=officer_actor(), unit_id=query.unit.id))
    sides = [
        {*dimension.names(()), None} if dimension.is_sensitive else {codes[n] for codes in parts}
        for n, dimension in enumerate(chosen)
    ]
    return {codes: parts.get(codes, Tally()) for codes in product(*sides)}


def _is_sensitive(chosen: Sequence[Dimension]) -> bool:
    return any(dimension.is_sensitive for dimension in chosen)


def _with_margins(parts: Parts, width: int) -> dict[tuple[Any, Any], Tally]:
    """Every cell of the table, those of nothing too, with the sums of rows, columns and all of it."""
    codes = {(key[0], key[1] if width > 1 else TOTAL): tally for key, tally in parts.items()}
    rows = [*dict.fromkeys(row for row, _column in codes), TOTAL]
    columns = [*dict.fromkeys(column for _row, column in codes if column is not TOTAL), TOTAL]
    return {(row, column): _sum(codes, row, column) for row, column in product(rows, columns)}


def _sum(codes: dict[tuple[Any, Any], Tally], row: Any, column: Any) -> Tally:
    inside = [t for (r, c), t in codes.items() if row in (r, TOTAL) and (c is TOTAL or column in (c, TOTAL))]
    names = ("records", "women", "amount_dong", "base")
    return Tally(*(sum(getattr(tally, name) for tally in inside) for name in names))


def _women(plug: Indicator, tally: Tally) -> int:
    """How many women a cell rests on; of things of several women no more than its things."""
    return tally.records if plug.counting == UNIQUE else min(tally.women, tally.base or tally.women)


def _least() -> int:
    return site_settings().revenue_suppressed_below


def _shown(plug: Indicator, told: Told, cell: tuple[Any, Any]) -> str:
    """A cell in words."""
    if cell in told.hidden:
        return str(_("ẩn"))
    tally = told.cells[cell]
    if plug.counting == SHARE:
        return f"{figure_words(plug, tally.percent)} ({tally.records}/{tally.base})" if tally.base else "–"
    return figure_words(plug, tally.figure(plug))


def _address(
    query: ReportQuery, plug: Indicator, chosen: Sequence[Dimension], told: Told, cell: tuple[Any, Any]
) -> dict[str, Any]:
    """The address parameters of the list behind a cell; {} where it opens none."""
    tally = told.cells[cell]
    is_open = is_officer() and not _is_sensitive(chosen)
    if cell in told.hidden or not is_open or not (tally.base or tally.records):
        return {}
    narrowing = [(d, part) for d, part in zip(chosen, cell, strict=False) if part is not TOTAL]
    return {"indicator": plug.code, **query.list_address, **narrowing_address(narrowing)}


def _report(query: ReportQuery, plug: Indicator, chosen: Sequence[Dimension]) -> Report:
    told, words = _told(query, plug, chosen), indicator_words(plug.code)
    kind = DONG if plug.counting == SUM else NUMBER
    whole = str(_("Cộng"))
    heads = [in_words(chosen[0].words.name), *told.columns.values(), whole]
    columns = [Column(heads[0], width=36), *(Column(head, kind, 16) for head in heads[1:])]
    rows = [_row(plug, told, row, name) for row, name in told.rows.items()]
    notes = [f"{words.definition} {counting_words(plug)}"]
    if told.hidden:
        notes.append(str(_("“ẩn”: dưới %(least)d chị, hoặc có thể suy ra số ấy.", least=_least())))
    by = " × ".join(in_words(dimension.words.name) for dimension in chosen)
    subtitles = [heading_of(query), *subtitles_of(query), str(_("Phân tổ theo: %(by)s", by=by))]
    return Report(words.name, subtitles, columns, rows, notes, _row(plug, told, TOTAL, whole))


def _row(plug: Indicator, told: Told, row: Any, name: str) -> list[Any]:
    return [name, *(_cell(plug, told, (row, column)) for column in (*told.columns, TOTAL))]


def _cell(plug: Indicator, told: Told, cell: tuple[Any, Any]) -> Any:
    if cell in told.hidden:
        return str(_("ẩn"))
    figure = told.cells[cell].figure(plug)
    return Percent(figure) if plug.counting == SHARE else figure
