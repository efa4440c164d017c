"""Nobody outside a plug's own file asks which one it is: what differs between plugs, they say themselves."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from marketplace.core.registry import Registry
from marketplace.payments.registries import METHODS
from marketplace.programme.registries import INDICATORS
from marketplace.shipping.registries import CARRIERS

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "marketplace"
CODE = [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
ASKED_FOR = HOUSE / "programme/reference.py"  # says which programme asks for which indicator
THE_USUAL_CARRIERS = (HOUSE / "shipping/queries.py", HOUSE / "shipping/models.py")  # of shops that chose none
SAY_WHICH = (  # which indicators each programme asks for, and which were published once
    HOUSE / "programme/reference.py",
    HOUSE / "bulk_demo/published.py",
)
WAYS = "marketplace.story.ways"
PLAYED = HOUSE / "story", HOUSE / "demo", HOUSE / "bulk_demo"  # the script of the demo says how its people pay and send


@cache
def words_of(path: Path) -> frozenset[str]:
    """Every text in a file of code, but the names by which rows and mappings are read, and imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    read = {id(node.slice) for node in nodes if isinstance(node, ast.Subscript)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return frozenset(str(node.value) for node in texts if id(node) not in read)


def named_in(path: Path, registry: Registry) -> list[str]:
    """The plugs of one kind that a file names by their codes."""
    folder = HOUSE.joinpath(*registry.package.split(".")[1:])
    found = words_of(path) & set(registry.all())
    return sorted(code for code in found if path != folder / f"{code}.py")


def compared_in(path: Path) -> list[str]:
    """The ways of paying, imported by name from the demo's script, that a file compares something with."""
    text = path.read_text()
    if WAYS not in text:
        return []
    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == WAYS]
    names = {alias.asname or alias.name for node in imports for alias in node.names}
    compared = [side for node in ast.walk(tree) if isinstance(node, ast.Compare) for side in ast.walk(node)]
    return sorted({side.id for side in compared if isinstance(side, ast.Name)} & names)


def test_code_names_no_plug() -> None:
    assert len(CODE) > 500
    assert {str(path.relative_to(HOUSE)): named for path in CODE if (named := list(_plugs_named_in(path)))} == {}


def _plugs_named_in(path: Path) -> Iterator[str]:
    if path != HOUSE / "story/ways.py":
        yield from named_in(path, METHODS)
    yield from compared_in(path)
    if path not in SAY_WHICH:
        yield from named_in(path, INDICATORS)
    if path not in THE_USUAL_CARRIERS and not set(PLAYED) & set(path.parents):
        yield from named_in(path, CARRIERS)


def test_templates_name_no_plug() -> None:
    codes = "|".join([*METHODS.all(), *CARRIERS.all(), *INDICATORS.all()])
    named = [path.name for path in TEMPLATES if re.search(rf"""["']({codes})["']""", path.read_text())]
    assert named == []


def test_nobody_imports_a_way_of_paying() -> None:
    for path in CODE:
        imported = re.findall(r"payments\.methods\.\w+", path.read_text())
        assert not imported, f"{path}: {imported}"


def test_a_name_is_found_where_it_is_written(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text('def is_cash(method):\n    return method == "cod" or method in {"vietqr": 1}\n')
    assert named_in(wrong, METHODS) == ["cod", "vietqr"]


def test_a_comparison_by_an_imported_name_is_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from marketplace.story.ways import CARD, COD\nx = a == COD or b in (CARD,)\nSHARES = {COD: 1}\n")
    assert compared_in(wrong) == ["CARD", "COD"]
    wrong.write_text("from marketplace.story.ways import COD\nSHARES = {COD: 1}\n")
    assert compared_in(wrong) == []
