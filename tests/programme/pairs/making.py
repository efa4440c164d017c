"""Makes labelled pairs of records as Vietnamese lists vary: for each kind a rule, and the label that it has by nature.

`python -m tests.programme.pairs.making` writes made.csv anew; the seed is fixed, so that it writes the same.
"""

import csv
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

from marketplace.core.folding import fold

FILE, BY_HAND = Path(__file__).parent / "made.csv", Path(__file__).parent / "by_hand.csv"
SEED, EACH = 8_3_2024, 19
COLUMNS = ("full_name", "birth_year", "phone", "village")
SURNAMES = "Nguyễn Lê Trần Phạm Hoàng Trịnh Vũ Đỗ Bùi Hà Mai Cao Trương Quách Đinh Lương Phan Lưu Ngô Lò".split()  # noqa: SIM905
MIDDLES = "Thu Thanh Ngọc Minh Kim Hồng Bích Mỹ Phương Hải Quỳnh Thúy Kiều Diệu".split()  # noqa: SIM905
GIVEN = [
    "Hà",
    "Hương",
    "Lan",
    "Hoa",
    "Hồng",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Huệ",
    "Liên",
    "Loan",
    "Lý",
    "Mai",
    "Mận",
    "Nga",
    "Ngân",
    "Nhung",
    "Oanh",
    "Phượng",
    "Quyên",
    "Sáu",
    "Tâm",
    "Thảo",
    "Thắm",
    "Thủy",
    "Tuyết",
    "Vân",
    "Xuân",
    "Yến",
    "Bình",
    "Cúc",
    "Dung",
    "Đào",
    "Giang",
    "Lành",
    "Lợi",
    "Mơ",
    "Nụ",
    "Quý",
    "Sen",
    "Tám",
    "Thơm",
    "Tươi",
    "Út",
    "Vui",
    "Nhàn",
    "Bưởi",
    "Chanh",
]
VILLAGES = ["Thôn 1", "Thôn 2", "Thôn 3", "Thôn Bồng Trung", "Thôn Đông", "Bản Lát", "Khu phố 2", "Tổ dân phố 4", ""]
Side = dict[str, str]
by_chance = random.Random(SEED)


def woman(middle: bool | None = None) -> Side:
    """Somebody as a good list has her."""
    between = by_chance.choice(MIDDLES) if (by_chance.random() < 0.4 if middle is None else middle) else ""
    parts = [by_chance.choice(SURNAMES), "Thị", between, by_chance.choice(GIVEN)]
    return {
        "full_name": " ".join(part for part in parts if part),
        "birth_year": str(by_chance.randrange(1950, 2000)),
        "phone": phone() if by_chance.random() < 0.5 else "",
        "village": by_chance.choice(VILLAGES),
        "commune": "",
    }


def phone() -> str:
    return f"09{by_chance.choice('1678')}{by_chance.randrange(10**7):07}"


def called(side: Side, change: Callable[[str], str]) -> Side:
    return {**side, "full_name": change(side["full_name"])}


def listed(side: Side) -> Side:
    """The same woman on another list: often without a phone, at times without a village or a year."""
    other = dict(side)
    if by_chance.random() < 0.4:
        other["phone"] = ""
    if by_chance.random() < 0.15 and other["phone"]:
        other["birth_year"] = ""
    return other


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).translate(
        str.maketrans("đĐ", "dD")
    )


def misread(name: str) -> str:
    """One slip of a reader of scans in the name."""
    slips = [
        ("l", "1"),
        ("L", "1"),
        ("L", "I"),
        ("o", "0"),
        ("m", "rn"),
        ("M", "rn"),
        ("ă", "â"),
        ("ắ", "ấ"),
        ("ằ", "ầ"),
    ]
    slips += [(c, bare(c)) for c in "ươờếềễầịàáảúủýộồệ"]
    known = [(a, b) for a, b in slips if a in name]
    one, other = by_chance.choice(known) if known else ("", "")
    return name.replace(one, other, 1) if one else bare(name)


def written_otherwise(village: str) -> str:
    ways = [
        str.upper,
        bare,
        lambda v: v.replace("Thôn ", "").replace("Bản ", ""),
        lambda v: v.replace("Thôn ", "Thôn 0"),
    ]
    return by_chance.choice(ways)(village) if village else ""


def same(kind: str) -> tuple[Side, Side]:
    one = woman(middle=True if kind.startswith("middle") else None)
    if kind in ("middle_missing", "year_off", "day_as_year", "village") and not one["village"]:
        one["village"] = "Thôn 2" if by_chance.random() < 0.8 else ""
    other = listed(one)
    words = one["full_name"].split()
    if kind == "no_thi":
        other = called(other, lambda name: name.replace(" Thị", ""))
    elif kind == "no_marks":
        other = called({**other, "village": bare(other["village"])}, bare)
    elif kind == "capitals":
        other = called(other, str.upper)
    elif kind == "title":
        titles = ["Bà {}", "Chị {}", "Cô {}", "{} (thôn 3)", "{}, hội viên", "bà {}"]
        other = called(other, by_chance.choice(titles).format)
    elif kind == "order":
        other = called(other, lambda _name: " ".join([words[-1], *words[:-1]]))
    elif kind == "middle_missing":
        other = called(other, lambda _name: " ".join([*words[: by_chance.choice((1, 2))], words[-1]]))
    elif kind == "ocr":
        other = called(other, misread)
    elif kind == "year_off":
        other["birth_year"] = str(int(one["birth_year"]) + by_chance.choice((-1, 1)))
    elif kind == "day_as_year":
        other["birth_year"] = str(by_chance.choice((1900, 2000)) + by_chance.randrange(1, 32))
    elif kind == "no_year":
        other["birth_year"] = ""
    elif kind == "changed_phone":
        one["phone"], other["phone"], other["birth_year"] = phone(), phone(), one["birth_year"]
        one["village"] = other["village"] = one["village"] or "Thôn Đông"
    elif kind == "lost_zero":
        one["phone"] = phone()
        other["phone"] = one["phone"].removeprefix("0")
    elif kind == "village":
        other["village"] = written_otherwise(one["village"])
    elif kind == "moved":
        one["phone"] = phone()
        other |= {"phone": one["phone"] if by_chance.random() < 0.8 else "", "commune": "other", "village": "Phố 1"}
        other["birth_year"] = one["birth_year"]
    return one, other


def different(kind: str) -> tuple[Side, Side]:
    one = woman()
    one["phone"], one["village"] = one["phone"] or phone(), one["village"] or "Thôn 3"
    other, words = dict(one), one["full_name"].split()
    given = by_chance.choice([name for name in GIVEN if fold(name) != fold(words[-1])])
    if kind == "twins":
        other = called(other, lambda _name: " ".join([*words[:-1], given]))
    elif kind == "mother_daughter":
        parts = [by_chance.choice(SURNAMES), "Thị", given]
        other = called(
            {**other, "birth_year": str(int(one["birth_year"]) + by_chance.randrange(18, 36))},
            lambda _n: " ".join(parts),
        )
    elif kind == "sisters":
        other = called(
            {**other, "birth_year": str(int(one["birth_year"]) + by_chance.randrange(1, 7))},
            lambda _n: " ".join([*words[:-1], given]),
        )
    elif kind == "namesakes":
        years = [
            y
            for y in range(1950, 2000)
            if abs(y - int(one["birth_year"])) > 1 and f"{y % 100:02}"[::-1] != one["birth_year"][2:]
        ]
        other |= {"birth_year": str(by_chance.choice(years)), "phone": phone()}
    elif kind == "namesakes_of_two_villages":
        one["village"], other["village"], other["phone"] = "Thôn 1", "Thôn Đoài", phone()
    elif kind == "namesakes_of_two_communes":
        other |= {"commune": "other", "phone": phone()}
    elif kind == "namesakes_of_one_year":  # nothing but the phone tells them apart: who sees both lists cannot know
        other["phone"] = phone()
    elif kind == "two_middles":
        mine, hers = by_chance.sample(MIDDLES, 2)
        one = called({**one, "phone": ""}, lambda _n: f"{words[0]} Thị {mine} {words[-1]}")
        other = called(other, lambda _n: f"{words[0]} Thị {hers} {words[-1]}")
    elif kind == "marks":
        twins = [
            ("Hà", "Hạ"),
            ("Thủy", "Thúy"),
            ("Mận", "Mẫn"),
            ("Hường", "Hưởng"),
            ("Lương", "Lượng"),
            ("Hiền", "Hiến"),
            ("Bích", "Bình"),
        ]
        mine, hers = by_chance.choice(twins)
        one, other = (
            called(one, lambda _n: f"{words[0]} Thị {mine}"),
            called(other, lambda _n: f"{words[0]} Thị {hers}"),
        )
    return one, other


SAME_KINDS = [
    "no_thi",
    "no_marks",
    "capitals",
    "title",
    "order",
    "middle_missing",
    "ocr",
    "year_off",
    "day_as_year",
    "no_year",
    "changed_phone",
    "lost_zero",
    "village",
    "moved",
]
DIFFERENT_KINDS = [
    "twins",
    "mother_daughter",
    "sisters",
    "namesakes",
    "namesakes_of_two_villages",
    "namesakes_of_two_communes",
    "two_middles",
    "marks",
]


def make() -> list[dict[str, str]]:
    kinds = [("same", kind) for kind in SAME_KINDS] + [("different", kind) for kind in DIFFERENT_KINDS]
    rows = [row(label, kind) for label, kind in kinds for _each in range(EACH)]
    return rows + [row("different", "namesakes_of_one_year") for _each in range(6)]


def row(label: str, kind: str) -> dict[str, str]:
    one, other = (same if label == "same" else different)(kind)
    sides = {
        f"{short}_{place}": side[column]
        for place, side in ((1, one), (2, other))
        for short, column in zip(("name", "year", "phone", "village"), COLUMNS, strict=True)
    }
    return {"label": label, "kind": kind, **sides, "commune_2": other["commune"]}


if __name__ == "__main__":
    with FILE.open("w", newline="") as file:
        writer = csv.DictWriter(file, make()[0], lineterminator="\n")
        by_chance.seed(SEED)
        writer.writeheader()
        writer.writerows(make())
