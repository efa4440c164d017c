"""Health claims and superlatives (food presented as medicine, «the best»): flagged for seller and reviewer.

Sources: Law on Advertising 16/2012/QH13 art. 8; Decree 15/2018/NĐ-CP art. 27; Decree 37/2026/NĐ-CP annex I group 3.
Found with and without tone marks. A flag asks a person to check; it never refuses by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.core.folding import folded_words

CURE, SUPERLATIVE = "cure", "superlative"
_CURES = (
    "chữa khỏi",
    "chữa bệnh",
    "trị bệnh",
    "khỏi bệnh",
    "điều trị",
    "đặc trị",
    "trị dứt điểm",
    "trị tận gốc",
    "thay thế thuốc",
    "thay thuốc",
    "thần dược",
    "tiên dược",
    "bài thuốc gia truyền",
    "không tác dụng phụ",
    "cam kết khỏi",
    "chống ung thư",
    "trị ung thư",
    "ngừa ung thư",
    "hạ huyết áp",
    "hạ đường huyết",
    "trị tiểu đường",
    "tan mỡ",
    "giảm cân cấp tốc",
    "kháng viêm",
    "bác sĩ khuyên dùng",
    "bệnh viện khuyên dùng",
    "tăng cường sinh lý",
)
_SUPERLATIVES = ("tốt nhất", "duy nhất", "số một", "số 1", "hàng đầu", "ngon nhất", "rẻ nhất")
# The disclaimer that the law requires on health food speaks of curing, and is no claim.
_DISCLAIMERS = ("không phải là thuốc", "không có tác dụng thay thế thuốc chữa bệnh")


@dataclass(frozen=True)
class HealthClaim:
    """A phrase found in a part of a listing."""

    part: str
    phrase: str
    kind: str


def find_health_claims(texts: Iterable[tuple[str, str]]) -> list[HealthClaim]:
    """The flagged phrases in (part, text) pairs, each phrase once a part."""
    return [claim for part, text in texts for claim in _in_text(part, text)]


def _in_text(part: str, text: str) -> list[HealthClaim]:
    words = _without_disclaimers(" ".join(folded_words(text)))
    phrases = [(phrase, CURE) for phrase in _CURES] + [(phrase, SUPERLATIVE) for phrase in _SUPERLATIVES]
    return [HealthClaim(part, phrase, kind) for phrase, kind in phrases if f" {_folded(phrase)} " in words]


def _without_disclaimers(words: str) -> str:
    words = f" {words} "
    for sentence in _DISCLAIMERS:
        words = words.replace(f" {_folded(sentence)} ", " ")
    return words


def _folded(phrase: str) -> str:
    return " ".join(folded_words(phrase))
