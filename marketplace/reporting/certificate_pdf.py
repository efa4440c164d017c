"""Certificates as one PDF file, a page each, with a QR code that leads to the page where anybody may check it."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from fpdf import FPDF

from config import ROOT

FONTS = ROOT / "static" / "fonts"
WIDTH, HEIGHT = 297.0, 210.0  # mm: A4 across
INK, SOFT, BRAND = (34, 31, 28), (92, 84, 76), (142, 28, 60)
QR_SIDE = 30.0  # mm
LONGEST = 240.0  # mm that a line may take


@dataclass(frozen=True)
class Paper:
    """What one certificate says, line by line; `address` is where it can be checked."""

    issuer: str
    title: str
    awarded_to: str
    name: str
    born: str
    completed: str
    course: str
    held: str
    dated: str
    number: str
    check: str
    address: str


def certificates_pdf(papers: Iterable[Paper]) -> bytes:
    """One file with a page for each certificate."""
    pdf = FPDF(orientation="L", unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_font("bvp", "", FONTS / "be-vietnam-pro-regular.ttf")
    pdf.add_font("bvp", "B", FONTS / "be-vietnam-pro-bold.ttf")
    for paper in papers:
        pdf.add_page()
        _draw(pdf, paper)
    return bytes(pdf.output())


def _draw(pdf: FPDF, paper: Paper) -> None:
    _frame(pdf)
    _line(pdf, 30, paper.issuer.upper(), 13, bold=True)
    _line(pdf, 54, paper.title.upper(), 34, bold=True, ink=BRAND)
    _line(pdf, 78, paper.awarded_to, 14, ink=SOFT)
    _line(pdf, 92, paper.name, 28, bold=True)
    _line(pdf, 106, paper.born, 13, ink=SOFT)
    _line(pdf, 119, paper.completed, 14, ink=SOFT)
    _line(pdf, 131, paper.course, 19, bold=True)
    _line(pdf, 143, paper.held, 13)
    _qr(pdf, paper.address, 24, 158)
    _left(pdf, 58, 164, paper.number, 12, bold=True)
    _left(pdf, 58, 171, paper.check, 10)
    _left(pdf, 58, 177, paper.address.removeprefix("https://").removeprefix("http://"), 10)
    _signature(pdf, paper)


def _frame(pdf: FPDF) -> None:
    pdf.set_draw_color(*BRAND)
    for inset, weight in ((9.0, 1.2), (12.0, 0.3)):
        pdf.set_line_width(weight)
        pdf.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _signature(pdf: FPDF, paper: Paper) -> None:
    """Day and issuer at the right; beneath them there is room for name and seal."""
    for y, text, bold in ((158, paper.dated, False), (165, paper.issuer, True)):
        _font(pdf, text, 11, bold, 95.0)
        pdf.set_text_color(*INK)
        pdf.set_xy(184, y)
        pdf.cell(95, 6, text, align="C")


def _line(pdf: FPDF, y: float, text: str, size: float, *, bold: bool = False, ink: tuple[int, int, int] = INK) -> None:
    """One line in the middle of the page, smaller where it would not fit."""
    if text:
        _font(pdf, text, size, bold, LONGEST)
        pdf.set_text_color(*ink)
        pdf.set_xy(0, y)
        pdf.cell(WIDTH, 8, text, align="C")


def _left(pdf: FPDF, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
    _font(pdf, text, size, bold, 122.0)
    pdf.set_text_color(*INK)
    pdf.set_xy(x, y)
    pdf.cell(122, 5, text)


def _font(pdf: FPDF, text: str, size: float, bold: bool, most: float) -> None:
    pdf.set_font("bvp", "B" if bold else "", size)
    width = pdf.get_string_width(text)
    if width > most:
        pdf.set_font_size(size * most / width)


def _qr(pdf: FPDF, text: str, x: float, y: float) -> None:
    """The code as dark squares, those side by side in a row drawn as one."""
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix]
    side = QR_SIDE / len(rows)
    pdf.set_fill_color(0, 0, 0)
    for r, row in enumerate(rows):
        start = None
        for c, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = c
            elif not dark and start is not None:
                pdf.rect(x + start * side, y + r * side, (c - start) * side, side, style="F")
                start = None
