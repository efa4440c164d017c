"""Names as banks print them: capitals without marks."""

import re

from marketplace.core.folding import fold

_NOT_PRINTED = re.compile(r"[^A-Z0-9 ]+")


def holder_name(text: str) -> str:
    """«Nguyễn Thị Mẫu» → «NGUYEN THI MAU»; signs become blanks, runs of blanks one."""
    return " ".join(_NOT_PRINTED.sub(" ", fold(text).upper()).split())
