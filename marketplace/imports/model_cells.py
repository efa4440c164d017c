"""What the cells of lists of models mean as people write them: forms, titles, sums, shares, numbers of members."""

import re

from marketplace.core.folding import folded_words
from marketplace.core.typed_numbers import COUNT, DONG, SHARE, read_number
from marketplace.core.words import N_
from marketplace.enterprises import enterprise_kinds as kinds
from marketplace.imports.cells import FORMULA, NOTHING
from marketplace.imports.fields import Problem
from marketplace.imports.sheets import NO_VALUE

LEAST_DONG, MOST_DONG, MOST_MEMBERS = 1_000, 10_000_000_000_000, 100_000
YES, NO = N_("Có"), N_("Không")
FORM_CHOICES = (
    N_("Doanh nghiệp"),
    N_("Hộ kinh doanh"),
    N_("Hợp tác xã"),
    N_("Tổ hợp tác"),
    N_("Tổ liên kết"),
    N_("Câu lạc bộ"),
)
_FORMS = {
    kinds.COOPERATIVE_GROUP: ("to hop tac", "tht"),
    kinds.LINKED_GROUP: ("to lien ket", "nhom lien ket", "tlk"),
    kinds.COOPERATIVE: ("hop tac xa", "htx"),
    kinds.HOUSEHOLD: ("ho kinh doanh", "hkd", "ho gia dinh", "co so"),
    kinds.ENTERPRISE: ("doanh nghiep", "dn", "dntn", "cong ty", "cty", "tnhh"),
    kinds.CLUB: ("cau lac bo", "clb"),
}
_TITLES = (  # the longer first: «phó giám đốc» holds «giám đốc»
    ("pho giam doc", kinds.DEPUTY_DIRECTOR),
    ("pho chu nhiem", kinds.DEPUTY_HEAD),
    ("to pho", kinds.DEPUTY_HEAD),
    ("nhom pho", kinds.DEPUTY_HEAD),
    ("thanh vien", kinds.BOARD_MEMBER),
    ("chu tich", kinds.CHAIR),
    ("giam doc", kinds.DIRECTOR),
    ("to truong", kinds.HEAD),
    ("nhom truong", kinds.HEAD),
    ("chu nhiem", kinds.HEAD),
    ("truong nhom", kinds.HEAD),
    ("chu ho", kinds.HEAD),
)


def read_form(text: str, field: str) -> tuple[str, Problem | None]:
    """The form in «HTX», «Hộ kinh doanh cá thể», or in the name itself: «Công ty TNHH Sam Báo»."""
    words = f" {' '.join(folded_words(text))} "
    found = [form for form, known in _FORMS.items() if any(f" {each} " in words for each in known)]
    if len(found) == 1:
        return found[0], None
    return "", Problem(field, N_("Vui lòng ghi một loại hình: doanh nghiệp, hộ kinh doanh, HTX, THT, tổ liên kết …"))


def read_title(text: str, form: str, field: str) -> tuple[str, Problem | None]:
    """The title of who manages, as its form has it; «» where none is said."""
    if text in NOTHING:
        return "", None
    words = f" {' '.join(folded_words(text))} "
    found = next((title for known, title in _TITLES if f" {known} " in words), "")
    if found and found in kinds.TITLES.get(form, (found,)):
        return found, None
    wrong = N_("Loại hình này không có chức vụ “%(said)s”. Vui lòng ghi lại, hoặc xóa ô này.")
    return "", Problem(field, wrong, {"said": text})


def read_yes(text: str, field: str) -> tuple[bool | None, Problem | None]:
    """«Có», «x» or «không»; None where nothing is said."""
    words = " ".join(folded_words(text))
    if not words:
        return None, None
    if words in ("co", "x", "1", "dung", "yes"):
        return True, None
    if words in ("khong", "0", "k", "no"):
        return False, None
    return None, Problem(field, N_("Vui lòng ghi Có hoặc Không."))


def read_amount(text: str, field: str) -> tuple[int | None, Problem | None]:
    """A sum in đồng; None where none is said."""
    if text in NOTHING:
        return None, None
    value = None if NO_VALUE in text else read_number(text, DONG, LEAST_DONG).value
    if value is not None and LEAST_DONG <= value <= MOST_DONG:
        return int(value), None
    words = N_("Số tiền “%(said)s” là bao nhiêu? Vui lòng ghi rõ, ví dụ 20 triệu hoặc 20.000.000.")
    return None, Problem(field, FORMULA if NO_VALUE in text else words, {"said": text})


def read_share(text: str, field: str) -> tuple[int | None, Problem | None]:
    """A share in hundredths of a percent; a cell of 0.6 may mean 60 % or 0,6 %, and is asked for."""
    if text in NOTHING:
        return None, None
    value = None if NO_VALUE in text else read_number(text, SHARE).value
    if value is not None and (1 < value <= 100 or ("%" in text and 0 < value <= 100)):
        return int(value * 100), None
    words = N_("Tỷ lệ vốn “%(said)s” chưa rõ. Vui lòng ghi từ 0 đến 100%%, ví dụ 60%%.")
    return None, Problem(field, FORMULA if NO_VALUE in text else words, {"said": text})


def read_count(text: str, field: str) -> tuple[int | None, Problem | None]:
    """How many members; «25 người» is 25; None where nothing is said."""
    bare = re.sub(r"\s*(?:người|thành viên|tv|hộ)\.?$", "", text.strip(), flags=re.I)
    if bare in ("", "-", "–", "x"):
        return None, None
    value = None if NO_VALUE in bare else read_number(bare, COUNT).value
    if value is not None and 0 <= value <= MOST_MEMBERS:
        return int(value), None
    words = N_("Không đọc được số thành viên “%(said)s”. Vui lòng ghi như 25.")
    return None, Problem(field, FORMULA if NO_VALUE in bare else words, {"said": text})
