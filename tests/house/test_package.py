"""What the code reads from beside itself goes along when it is installed elsewhere."""

import tomllib

from config import ROOT

MADE_BY_RUNNING = {".pyc"}


def test_every_kind_of_file_beside_the_code_is_packaged() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    packaged = {pattern.removeprefix("*") for pattern in settings["package-data"]["*"]} | {".py"}
    there = {path.suffix for path in (ROOT / "marketplace").rglob("*") if path.is_file()}
    assert there - MADE_BY_RUNNING <= packaged
