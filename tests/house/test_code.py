"""The habits of the house, kept by a test rather than by memory."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from config import ROOT

CODE = sorted(p for p in (ROOT / "marketplace").rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST_LINES = 400
VAGUE = re.compile(r"^(utils?|helpers?|common|manager|misc)$")
NAIVE = re.compile(r"session\.commit\(|datetime\.utcnow\(|datetime\.now\(\)")
COMMITS_IN = {"marketplace/core/transactions.py"}
ASKS_THE_CLOCK = {"today", "now", "in_days", "this_year", "next_year"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _faulty(paths: list[Path], faults_of: Callable[[Path, str], list[str]]) -> dict[str, list[str]]:
    """What each file does against the house, by its name; a file without a fault is left out."""
    assert paths, "there is nothing to look at"
    return {_name(path): faults for path in paths if (faults := faults_of(path, path.read_text()))}


def test_a_module_says_what_it_is_for_is_documented_and_stays_readable() -> None:
    assert _faulty(CODE, _faults_of_module) == {}


def _faults_of_module(path: Path, text: str) -> list[str]:
    tree = ast.parse(text)
    rules = {
        "opens with no sentence on what it is for": not ast.get_docstring(tree),
        f"has more than {MOST_LINES} lines": len(text.splitlines()) > MOST_LINES,
        "has a vague name": VAGUE.match(path.stem) or VAGUE.match(path.parent.name),
        "commits or asks the time by itself": _name(path) not in COMMITS_IN and NAIVE.search(text),
    }
    undocumented = [f"{name} has no docstring" for name, node in _public(tree) if not ast.get_docstring(node)]
    return [fault for fault, found in rules.items() if found] + undocumented


def _public(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node


def test_a_template_holds_no_style_script_or_unescaped_text() -> None:
    assert _faulty(TEMPLATES, _faults_of_template) == {}


def _faults_of_template(_path: Path, text: str) -> list[str]:
    rules = {
        "unescaped text": re.search(r"\|\s*safe\b|autoescape\s+false", text),
        "style or a handler": re.search(r"\sstyle=|\son[a-z]+=\"|<style\b", text),
    }
    scripts = [one for one in re.findall(r"<script\b[^>]*>", text) if not _may_stay(one)]
    return [fault for fault, found in rules.items() if found] + scripts


def _may_stay(script: str) -> bool:
    return "src=" in script or "application/ld+json" in script


def test_secrets_and_machine_paths_stay_out() -> None:
    tracked = [*CODE, *TEMPLATES, ROOT / "README.md", ROOT / "Makefile", *sorted((ROOT / "docs").rglob("*.md"))]
    unwanted = re.compile(r"(?<!\w)/home/|(?<!\w)/root/|/work/|/Users/|sk_live_|BEGIN (RSA |EC )?PRIVATE KEY")
    assert [_name(path) for path in tracked if path.exists() and unwanted.search(path.read_text())] == []


def test_no_test_asks_the_day_before_it_runs() -> None:
    """A run of the suite may go on past midnight: what is asked while it is read is yesterday when it is needed."""
    assert (
        _faulty(sorted((ROOT / "tests").rglob("*.py")), lambda _path, text: list(_asked_early(ast.parse(text)))) == {}
    )


def _asked_early(node: ast.AST) -> Iterator[str]:
    """Calls that ask the clock outside the body of a function: in a module, a decorator or a default."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ASKS_THE_CLOCK:
        yield f"{ast.unparse(node)} in line {node.lineno}"
    within = [*ast.iter_child_nodes(node)]
    if isinstance(node, ast.FunctionDef):
        within = [*node.decorator_list, node.args]
    for part in () if isinstance(node, ast.Lambda) else within:
        yield from _asked_early(part)
