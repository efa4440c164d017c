"""Opens a PDF whose password is only asked of who wants to change it, in a process of its own, to look inside.

Scanners and offices lock papers so that nobody edits them; such a file opens without a password, and what it holds is
readable only after deciphering. The child writes it out in plain; what is kept is the file as it was sent.
"""

import sys
from io import BytesIO

from pypdf import PasswordType, PdfReader, PdfWriter

from marketplace.media.pipeline.errors import PhotoRefused, Reason
from marketplace.media.pipeline.sandbox import ask_child, be_bounded

OPEN, LOCKED, DAMAGED = b"open\n", b"locked\n", b"damaged\n"
_REFUSED = {LOCKED: Reason.LOCKED, DAMAGED: Reason.DAMAGED}


def unlock_in_sandbox(data: bytes) -> bytes:
    """The plain text of a PDF that opens without a password; PhotoRefused says that it is locked or damaged."""
    answer = ask_child(__name__, data=data)
    said, plain = answer[: answer.index(b"\n") + 1], answer[answer.index(b"\n") + 1 :]
    if said in _REFUSED:
        raise PhotoRefused(_REFUSED[said])
    return plain


def _answer(data: bytes) -> bytes:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return LOCKED
        out = BytesIO()
        PdfWriter(clone_from=reader).write(out)
    except Exception:  # the reader raises nearly anything on a broken file
        return DAMAGED
    return OPEN + out.getvalue()


def main() -> None:
    """The child: bound itself, read a PDF from standard input, answer whether it opens, and with what it holds."""
    be_bounded()
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
