"""Suggests a category and a label group from a product's name; the seller decides."""

from marketplace.core.folding import folded_words

# The first line that fits wins; longer words stand before the shorter ones they contain.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sam-bao", ("sâm báo", "sâm")),
    ("thao-moc-cham-soc", ("ngâm chân", "xông", "gội đầu", "xà phòng")),
    ("mam-nuoc-cham", ("nước mắm", "mắm", "tương", "muối chấm", "chẳm chéo")),
    ("banh-keo-que", ("bánh", "kẹo", "chè lam", "mứt")),
    ("thit-thuy-san", ("nem", "lạp sườn", "thịt", "giò", "chả", "cá khô", "mực", "tôm khô", "ruốc", "chả cá")),
    ("mat-ong-yen", ("mật ong", "yến")),
    ("dau-an", ("dầu lạc", "dầu vừng", "dầu sachi", "dầu")),
    ("do-kho", ("măng", "mộc nhĩ", "nấm hương", "lạc khô", "hạt điều")),
    ("duoc-lieu-kho", ("linh chi", "quế", "hồi", "nghệ", "cao", "dược liệu")),
    ("tra", ("trà", "chè xanh", "chè")),
    ("nuoc-uong", ("sữa", "nước cốt", "nước ép", "siro", "nước")),
    ("gao-mien-bot", ("gạo", "miến", "bún khô", "bột", "ngô", "đỗ", "lạc", "vừng")),
    ("det-tho-cam", ("thổ cẩm", "khăn", "vải", "lụa", "nhiễu", "áo", "váy")),
    ("coi", ("chiếu", "cói", "giỏ", "làn")),
    ("go-tre", ("tre", "gỗ", "nứa", "thớt", "đũa")),
    ("duc-dong", ("đồng", "chuông", "lư", "trống")),
    ("nong-san-tuoi", ("cam", "bưởi", "dưa", "rau", "quả", "vịt", "gà", "trứng", "khoai", "tươi", "củ")),
)


# Goods sold as they grew or were caught; a word of making or packing in the same name speaks against it.
_FRESH = ("củ", "quả", "trái", "rau", "hoa quả")  # as written: without tone marks they mean too much else
_MADE = (
    *("khô", "sấy", "bột", "mứt", "siro", "rượu", "cao", "viên", "ngâm", "muối", "hộp", "túi lọc", "tinh dầu", "bánh"),
    *("kẹo", "nem", "nước", "sữa", "mật", "ép", "rang", "hun khói", "kho", "chế biến", "bún", "phở", "mì", "dầu"),
    *("trà", "giò", "chả", "chè lam", "xay", "sốt", "tương", "mắm", "lon", "chai", "thạch", "nấu"),
)
PACKED_FOOD, FRESH_FOOD = frozenset({"thuc_pham", "luong_thuc", "do_uong"}), "thuc_pham_tuoi"


def sounds_fresh(name: str) -> bool:
    """Whether a name denotes fresh produce: «Củ sâm Báo tươi», «Rau muống», but not «Bột củ dong»."""
    written, folded = f" {' '.join(name.lower().split())} ", f" {' '.join(folded_words(name))} "
    if any(f" {' '.join(folded_words(word))} " in folded for word in _MADE):
        return False
    return " tuoi " in folded or any(f" {word} " in written for word in _FRESH)


def suggested_label_group(name: str, usual: str) -> str:
    """The category's usual label group, or that of fresh goods where it is packed food and the name says fresh."""
    return FRESH_FOOD if usual in PACKED_FOOD and sounds_fresh(name) else usual


def suggested_shelf(name: str) -> str | None:
    """The slug of the category that a product's name suggests, or None."""
    words = f" {' '.join(folded_words(name))} "
    for slug, spoken in _WORDS:
        if any(f" {' '.join(folded_words(word))} " in words for word in spoken):
            return slug
    return None
