"""Every sentence has its English, with the same gaps to fill; Vietnamese is the source."""

import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from config import ROOT

GAPS = re.compile(r"%\([a-z_0-9]+\)[sd]")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "lazy_gettext": None, "N_": None}


@pytest.fixture(scope="module")
def english() -> Catalog:
    content = (ROOT / "translations/en/LC_MESSAGES/messages.po").read_bytes()
    return read_po(BytesIO(content), locale="en")


@pytest.fixture(scope="module")
def sentences() -> set[object]:
    with (ROOT / "translations/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return {message for _file, _line, message, _comments, _context in found if message}


def _is_ours(folder: str) -> bool:
    return not any(part in {".venv", "tests", "var", "uploads", ".git"} for part in folder.split("/"))


def test_every_sentence_has_its_english(english: Catalog, sentences: set[object]) -> None:
    assert len(sentences) > 2000
    missing = []
    for sentence in sentences:
        known = english.get(sentence if isinstance(sentence, str) else sentence[0])  # type: ignore[index]
        if known is None or not known.string or (isinstance(known.string, tuple) and not all(known.string)):
            missing.append(sentence)
    assert missing == []


def test_the_gaps_are_the_same(english: Catalog) -> None:
    wrong = []
    for message in english:
        if message.id:
            wanted = set(GAPS.findall(message.id if isinstance(message.id, str) else message.id[0]))
            given = [message.string] if isinstance(message.string, str) else list(message.string)
            wrong += [message.id for text in given if set(GAPS.findall(text)) != wanted]
    assert wrong == []


def test_no_english_is_left_behind(english: Catalog, sentences: set[object]) -> None:
    used = {s if isinstance(s, str) else s[0] for s in sentences}  # type: ignore[index]
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in english if m.id}
    assert sorted(kept - used) == []
