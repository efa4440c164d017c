"""The habits of the house, kept by a test rather than by memory."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import ROOT

CODE = sorted(p for p in (ROOT / "marketplace").rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST_LINES = 400
VAGUE = re.compile(r"^(utils?|helpers?|common|manager|misc)$")
NAIVE = re.compile(r"session\.commit\(|datetime\.utcnow\(|datetime\.now\(\)")
COMMITS_IN = {"marketplace/core/transactions.py"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_a_module_says_what_it_is_for_and_stays_readable(path: Path) -> None:
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text)), "a module opens with one sentence on what it is for"
    assert len(text.splitlines()) <= MOST_LINES
    assert not VAGUE.match(path.stem) and not VAGUE.match(path.parent.name)
    if _name(path) not in COMMITS_IN:
        assert not NAIVE.search(text)


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_what_others_call_is_documented(path: Path) -> None:
    missing = [name for name, node in _public(ast.parse(path.read_text())) if not ast.get_docstring(node)]
    assert missing == []


def _public(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_holds_no_style_script_or_unescaped_text(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style\b", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/ld+json" in script


def test_secrets_and_machine_paths_stay_out() -> None:
    tracked = [*CODE, *TEMPLATES, ROOT / "README.md", ROOT / "Makefile", *sorted((ROOT / "docs").rglob("*.md"))]
    unwanted = re.compile(r"(?<!\w)/home/|(?<!\w)/root/|/work/|/Users/|sk_live_|BEGIN (RSA |EC )?PRIVATE KEY")
    assert [_name(path) for path in tracked if path.exists() and unwanted.search(path.read_text())] == []
