"""Tesseract with its Vietnamese words, as Debian packs it (tesseract-ocr, tesseract-ocr-vie); absent by default.

Many strips are read by one call, from a folder that goes with it; the program gets no environment of ours.
"""

import csv
import io
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from PIL import Image

from marketplace.imports.shape import Line, ReaderWords

SECONDS = 40  # for the strips of one call
_WORD = "5"  # its level of single words
_SETTINGS = ("-l", "vie", "--psm", "7", "--dpi", "200", "tsv")


class Tesseract:
    """Some three hundredths of a second a strip; it likes to take zeros for O."""

    code = "tesseract"
    words = ReaderWords("Tesseract")
    sure = 0.95

    def is_there(self) -> bool:
        """Whether the program is installed with its Vietnamese words."""
        program = which("tesseract")
        return program is not None and _knows_vietnamese(program)

    def read(self, strips: Sequence[Image.Image]) -> list[Line]:
        """What stands in each strip: its words, as sure as the least sure of them."""
        if not strips:
            return []
        with TemporaryDirectory(prefix="strips-") as folder:
            names = [Path(folder) / f"{place:04}.png" for place in range(len(strips))]
            for name, strip in zip(names, strips, strict=True):
                strip.save(name)
            listed = Path(folder) / "strips.txt"
            listed.write_text("\n".join(map(str, names)))
            told = _ask(which("tesseract") or "tesseract", str(listed), "-", *_SETTINGS)
        return _lines(told, len(strips))


def _ask(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, check=True, timeout=SECONDS, env={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    )
    return done.stdout.decode(errors="replace")


@cache
def _knows_vietnamese(program: str) -> bool:
    try:
        return "vie" in _ask(program, "--list-langs").split()
    except (OSError, subprocess.SubprocessError):
        return False


def _lines(told: str, count: int) -> list[Line]:
    words: list[list[str]] = [[] for _each in range(count)]
    sureness = [1.0] * count
    for row in csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, place = (row["text"] or "").strip(), int(row["page_num"]) - 1
        if row["level"] == _WORD and text and 0 <= place < count:
            words[place].append(text)
            sureness[place] = min(sureness[place], float(row["conf"]) / 100)
    return [Line(" ".join(found), sure) for found, sure in zip(words, sureness, strict=True)]


plug = Tesseract()
