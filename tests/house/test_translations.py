"""Every sentence has its English, with the same gaps to fill; Vietnamese is the source."""

import re
from io import BytesIO
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from config import ROOT

GAPS = re.compile(r"%\([a-z_0-9]+\)[sd]")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "_l": None,
    "lazy_gettext": None,
    "N_": None,
}
KEYWORDS["pgettext"] = ((1, "c"), 2)


@pytest.fixture(scope="module")
def english() -> Catalog:
    content = (ROOT / "translations/en/LC_MESSAGES/messages.po").read_bytes()
    return read_po(BytesIO(content), locale="en")


@pytest.fixture(scope="module")
def sentences() -> set[tuple[str | None, str]]:
    with (ROOT / "translations/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return {(context, _first(message)) for _file, _line, message, _comments, context in found if message}


def _first(message: Any) -> str:
    return message if isinstance(message, str) else str(message[0])


def _is_ours(folder: str) -> bool:
    return not any(part in {".venv", "tests", "var", "uploads", ".git"} for part in folder.split("/"))


def test_every_sentence_has_its_english(english: Catalog, sentences: set[tuple[str | None, str]]) -> None:
    assert len(sentences) > 2000
    missing = []
    for context, sentence in sentences:
        known = english.get(sentence, context)
        if known is None or not known.string or (isinstance(known.string, tuple) and not all(known.string)):
            missing.append(sentence)
    assert missing == []


def test_the_gaps_are_the_same(english: Catalog) -> None:
    wrong = []
    for message in english:
        if message.id:
            wanted = set(GAPS.findall(_first(message.id)))
            given = [message.string] if isinstance(message.string, str) else list(message.string)
            wrong += [message.id for text in given if set(GAPS.findall(text)) != wanted]
    assert wrong == []


def test_no_english_is_left_behind(english: Catalog, sentences: set[tuple[str | None, str]]) -> None:
    kept = {(message.context, _first(message.id)) for message in english if message.id}
    assert kept - sentences == set()
