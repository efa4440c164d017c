"""A list of 20,000 members: read and previewed, written by the worker, brought in again, taken back; and its memory."""

import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.claims import Claim
from bench.shop import Shop
from config import ROOT
from marketplace.app import create_app
from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.association.scope import Scope
from marketplace.core import outbox
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.transactions import transaction
from marketplace.imports.models import ImportList
from marketplace.imports.queries import lock_list, sheet_rows
from marketplace.imports.registries import KINDS
from marketplace.imports.services import begin_taking_back, bring_in, check_list, choose_columns, read_rows
from marketplace.imports.sheets import read_file
from marketplace.imports.tables import find_table

ROWS = 20_000
MOST = {"preview": 10.0, "written": 60.0, "brought in again": 10.0, "taken back": 60.0}  # seconds
MOST_MEMORY = 200  # MB of the whole process
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Đỗ", "Hà", "Trịnh", "Vũ")
MIDDLE = ("Thị", "Thị Thu", "Thị Ngọc", "Thanh", "Thị Hồng")
GIVEN = ("Hoa", "Mai", "Lan", "Hương", "Hằng", "Mận", "Đào", "Cúc", "Huệ", "Thảo", "Nga", "Oanh", "Yến", "Phượng")
HEADS = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Điện thoại", "Ngày vào Hội", "Chức vụ")
BY = Actor(OFFICER, 1)


def run(shop: Shop) -> Iterator[Claim]:
    """In a process of its own, on a copy of the loaded shop that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("marketplace.db", "development-secret"):
            shutil.copy(shop.folder / name, folder)
        environ = {**os.environ, **Shop(Path(folder), shop.size).environ()}
        words = [sys.executable, "-m", "bench.imports"]
        told = subprocess.run(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    for line in told.stdout.splitlines():
        if line.count("\t") != 2:  # the product's own log
            continue
        name, ours, bare = line.split("\t")
        if name == "memory":
            measured = f"{float(ours):.0f} MB, {float(ours) / float(bare):.1f}× the process before"
            yield Claim("a list of 20,000 members: memory", f"≤ {MOST_MEMORY} MB", measured, float(ours) <= MOST_MEMORY)
        else:
            measured = f"{float(ours):.1f} s, {float(ours) / float(bare):.0f}× reading its cells"
            promised, holds = f"≤ {MOST[name]:.0f} s", float(ours) <= MOST[name]
            yield Claim(f"a list of 20,000 members: {name}", promised, measured, holds)


def main() -> None:
    """Print how long each step took, beside the bare reading of the file's cells in the same process."""
    data = make_list(ROWS)
    app = create_app()
    with app.app_context():
        before = _memory()
        unit = next(unit for unit in list_units() if unit.level == "commune")
        by = {"actor": BY, "scope": Scope((unit.path,))}
        bare = _timed(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
        found: list[ImportList] = []
        print(f"preview\t{_timed(lambda: found.append(_preview(data, unit)))}\t{bare}")
        print(f"written\t{_timed(lambda: _worked(lambda: check_list(lock_list(found[0].id), **by)))}\t{bare}")
        print(f"brought in again\t{_timed(lambda: found.append(_preview(data, unit)))}\t{bare}")
        print(f"memory\t{_memory()}\t{before}")
        print(f"taken back\t{_timed(lambda: _worked(lambda: begin_taking_back(lock_list(found[0].id), **by)))}\t{bare}")


def make_list(rows: int) -> bytes:
    """A list as a commune has it, half with phones, most in capitals."""
    chance, buffer = Random(1), io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEADS)
        for n in range(rows):
            name = " ".join(chance.choice(words) for words in (FAMILY, MIDDLE, GIVEN, GIVEN))
            phone = f"0{900_000_000 + n * 37}" if n % 2 else ""
            village, year = f"Thôn {chance.randrange(200)}", 1945 + chance.randrange(60)
            line = (n + 1, name.upper() if n % 3 else name, year, village, phone, "08/03/2015" if n % 4 else "2015")
            sheet.write_row(n + 1, 0, line)
    return buffer.getvalue()


def _preview(data: bytes, unit: Unit) -> ImportList:
    """What the pages of bringing in and of choosing columns do."""
    sheets = read_file(data)
    with transaction():
        row = bring_in("members", unit, "hoi vien.xlsx", sheets, actor=BY, scope=Scope((unit.path,)))
    del sheets
    judged = read_rows(row, 0, find_table(sheet_rows(row.id, 0), KINDS.get("members").fields), {})
    with transaction():
        row = lock_list(row.id)
        choose_columns(row, judged, actor=BY, scope=Scope((unit.path,)))
    return row


def _worked(begin: Callable[[], None]) -> None:
    with transaction():
        begin()
    while outbox.run_due(lane=outbox.PICTURES):
        pass


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
