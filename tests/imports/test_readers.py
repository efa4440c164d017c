"""Readers of pictures, one promise for all: as many lines as strips, honest about what each is not sure of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from marketplace.imports.readings import sheet_of
from marketplace.imports.registries import READERS, reader_here
from marketplace.imports.shape import Reader
from tests.imports.printed import strip

FEW_WORDS = Path(__file__).parents[1] / "plugs/readers/a_few_words.py"


@pytest.fixture(params=["a_few_words", *READERS.all()])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    with READERS.with_plug(FEW_WORDS):
        found = READERS.get(request.param)
        if not found.is_there():
            pytest.skip(f"{request.param} is not installed on this machine")
        yield found


def test_each_strip_has_its_line(reader: Reader) -> None:
    texts = ["Lê Thị Mận", "1985", "Thôn Đông", "0912345678"]
    lines = reader.read([strip(text) for text in texts])
    rows, _doubts = sheet_of([[[place, 0, 0, 0, 1, 1, *line] for place, line in enumerate(lines)]], reader.sure)
    assert [row[0] for row in rows] == texts
    assert all(0 <= line.sureness <= 1 for line in lines) and 0 < reader.sure <= 1


def test_nothing_is_surely_read_where_nothing_is(reader: Reader) -> None:
    blank, tiny = strip(""), Image.new("L", (9, 9), 245)
    nothing, year, dust = reader.read([blank, strip("1985"), tiny])
    assert year.text == "1985"
    for line in (nothing, dust):  # if it takes dust for a letter, then not surely
        assert not line.text.strip() or line.sureness < reader.sure
    assert reader.read([]) == []


def test_where_none_is_installed_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not READERS.get("tesseract").is_there()
    with READERS.with_plug(FEW_WORDS) as few_words:
        assert reader_here() is few_words
