"""Invented people: names marked «(mẫu)», phones of one block of numbers, addresses in communes of today."""

from random import Random

MARK = "(mẫu)"
FAMILY = (
    ("Nguyễn", 30), ("Lê", 20), ("Trịnh", 7), ("Phạm", 9), ("Hoàng", 7), ("Trần", 9), ("Mai", 4), ("Đỗ", 4),
    ("Bùi", 4), ("Vũ", 4), ("Lương", 2), ("Hà", 3), ("Đặng", 2), ("Cao", 1), ("Tống", 1), ("Lưu", 1),
)  # fmt: skip
MIDDLE = ("Thị", "Thị", "Thị", "Thị", "Thu", "Thanh", "Ngọc", "Minh", "Kim", "Hồng", "Bích", "Phương")
GIVEN = (
    "An", "Bích", "Cúc", "Chi", "Dung", "Duyên", "Đào", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hòa", "Huệ", "Hương",
    "Huyền", "Lan", "Lành", "Liên", "Linh", "Loan", "Lý", "Mai", "Mơ", "Nga", "Ngân", "Ngọc", "Nguyệt", "Nhàn",
    "Nhung", "Oanh", "Phương", "Quyên", "Sen", "Tâm", "Thảo", "Thắm", "Thơm", "Thu", "Thủy", "Thúy", "Trang", "Tuyết",
    "Vân", "Xuân", "Yến",
)  # fmt: skip
MENS_MIDDLE = ("Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân")
MENS_GIVEN = ("Anh", "Bình", "Cường", "Dũng", "Hải", "Hùng", "Huy", "Long", "Nam", "Phúc", "Sơn", "Thành", "Tuấn")
STREETS = (
    "Lê Lợi", "Trần Phú", "Nguyễn Trãi", "Lê Hoàn", "Quang Trung", "Hai Bà Trưng", "Bà Triệu", "Phan Chu Trinh",
    "Lý Thường Kiệt", "Trường Thi", "Nguyễn Du", "Đội Cung",
)  # fmt: skip


def womans_name(random: Random) -> str:
    """A woman's name, marked as invented."""
    return f"{_family(random)} {random.choice(MIDDLE)} {random.choice(GIVEN)} {MARK}"


def buyers_name(random: Random) -> str:
    """A customer's name: a woman's three times out of four."""
    if random.random() < 0.75:
        return womans_name(random)
    return f"{_family(random)} {random.choice(MENS_MIDDLE)} {random.choice(MENS_GIVEN)} {MARK}"


def address_line(random: Random, commune: str) -> str:
    """A village in a rural commune, a street in a ward."""
    if commune.startswith("Phường"):
        return f"Số {random.randrange(2, 240)}, đường {random.choice(STREETS)}"
    return f"Thôn {random.randrange(1, 15)}"


def phone(number: int) -> str:
    """The phone (E.164) of that number in the block kept for invented people: 0912 000 000 onwards."""
    return f"+84912{number:06d}"


def _family(random: Random) -> str:
    names, weights = zip(*FAMILY, strict=True)
    return str(random.choices(names, weights)[0])
