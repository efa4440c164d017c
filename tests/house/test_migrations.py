"""Migrations that were shipped never change, follow each other, and each has a test with data from before it."""

import hashlib
from pathlib import Path

import pytest

from config import ROOT
from marketplace.core.schema import MIGRATIONS, newest_revision

SHIPPED = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))
TESTS = ROOT / "tests" / "migrations"
FROZEN = {  # the bytes that installations have applied: a change of the tables is a new migration
    "0001": "ae194d33e713307e3cf07988a2bee7c8e7bfe41a35826243f2f11e07a6ad6c89",
    "0002": "88b15a3901c276204f4bfc18e2a21837a64e555c2c9e6d6e941c84c8da57beab",
    "0003": "c024dbaebb2f03c3eb838336eed7418a20a04b97cbfc8fd0b784229532eda723",
    "0004": "7b3c55405e12b5bfef6a948e91581caaea23342264d98cd39d020afd3365cf91",
    "0005": "473adfdc79fa461edaff3a1e6586e01dfdc63fd237c44383631c66b66d984e95",
    "0006": "19384e711f6514e3fc0338a97d356922f05ce3fc396c46a0e34657b34fe67f83",
    "0007": "ec58df5b743178e0bbba247ae0be2d50f3ab007d38c05a93e99340b108e7ab77",
    "0008": "61bbd7352d052b6f9967c37b82cd5d2adf4a6959ee8b1324e261270ecf69b728",
    "0009": "948491538c51835fcad48957b36a90f904037c3a9d4dd65fe141a2d1707a6ef0",
    "0010": "ffc20b1c6e5755d08ac0df3a122bb504186ba46b7b3d7f90d2cab143328632f9",
    "0011": "28d41366c1e8cabf03ae6df573b68c15e780664e38c16ddacb653bb5169093c4",
    "0012": "940c62e1c0b268b9966c98a26281ad4f457313d79b4d365b0969b571cb5c9596",
    "0013": "a2bf368d5cadc2e49ac28332b46c3ebc20f60360be3577c3a5602d9ff6cb5c2f",
    "0014": "8f0be43e172b4dd32ea82912bfad2a836f2434b6208ffbcf7e2d4fcfd4aa7fce",
    "0015": "bbe9e07442f6944a2f9420a88f84c8831660452dc2dbbb877ceebd77073581e8",
    "0016": "0b0f819b40b895f8be30a0061fb35ae31f1d73577650c1286e19f871d83eb87c",
    "0017": "5f04cc53b213be669cc002db8a007a56b61ef43a204c6451980b9df649d35c85",
    "0018": "1ddad701830e121c3dd55263b8a36106b0597152482b2d1ab6adcc8623a67575",
    "0019": "0cb8c2faa25c94662600303a8d1c88be86c8025621a3df17188f320b0594d5ab",
    "0020": "4f6effb1ccbfe45ad7ff39497500c3ff518eb40043ac0bf0ce48190f388dea6b",
    "0021": "4a25ab9d918965b9ddc32374ec00f28a4ed115ba795eccc2f4feaf496948ceb9",
    "0022": "224c23397d4278546e150c574d81dcb8dad86c3c6b824e66a2f64f33a25c5548",
    "0023": "fee0969474c3eab807c45767d7331c9cd00a71e9d60401562f76a3bbdaed582e",
    "0024": "c72c7b4441429e31c4f18009df2c457e6f5811b60bc53388dabb2d2799044d4c",
    "0025": "0918b9429d4b366c1ed538ab4edc5c7cd582ef3dfd19a10765140b8721312163",
}


def _number(path: Path) -> str:
    return path.name[:4]


@pytest.mark.parametrize("revision", FROZEN)
def test_a_shipped_migration_is_frozen(revision: str) -> None:
    [path] = [path for path in SHIPPED if _number(path) == revision]
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == FROZEN[revision], (
        f"{path.name} has been applied by installations and never changes: put it back, and write what is to be "
        'different as a new migration (marketplace db migrate NNNN "what it adds")'
    )


def test_they_follow_each_other() -> None:
    numbers = [_number(path) for path in SHIPPED]
    assert numbers == [f"{place:04}" for place in range(1, len(SHIPPED) + 1)]
    assert [_said("revision", path) for path in SHIPPED] == numbers
    assert [_said("down_revision", path) for path in SHIPPED] == [None, *numbers[:-1]]
    assert newest_revision() == numbers[-1]
    assert [path.name for path in SHIPPED if "def downgrade()" not in path.read_text()] == []


def _said(name: str, path: Path) -> str | None:
    [line] = [line for line in path.read_text().splitlines() if line.startswith(f"{name} =")]
    value = line.partition("=")[2].strip().strip("\"'")
    return None if value == "None" else value


def test_each_later_one_is_tried_with_data_from_before_it() -> None:
    assert _untried([path.name for path in SHIPPED[1:]], TESTS) == []


def test_one_without_its_trial_is_named(tmp_path: Path) -> None:
    (tmp_path / "test_0002_tried.py").write_text("def test_it(rows_at):\n    rows_at['0001'], rows_at['0002']\n")
    (tmp_path / "test_0003_empty.py").write_text("def test_it():\n    pass\n")
    assert _untried(["0002_tried.py", "0003_empty.py", "0004_forgotten.py"], tmp_path) == [
        "0003_empty.py: tests/migrations/test_0003_empty.py does not look at rows_at before and after it",
        "0004_forgotten.py: tests/migrations/test_0004_forgotten.py is missing",
    ]


def _untried(migrations: list[str], tests: Path) -> list[str]:
    found = {name: _fault(name, tests / f"test_{name}") for name in migrations}
    return [f"{name}: tests/migrations/test_{name} {fault}" for name, fault in found.items() if fault]


def _fault(migration: str, test: Path) -> str:
    if not test.exists():
        return "is missing"
    words, number = test.read_text(), int(migration[:4])
    looked_at = (f"{number - 1:04}", f"{number:04}")
    is_tried = "rows_at" in words and all(revision in words for revision in looked_at)
    return "" if is_tried else "does not look at rows_at before and after it"
