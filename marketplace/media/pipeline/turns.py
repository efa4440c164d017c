"""Photos are drawn one at a time in each process, and the memory that took is given back.

Six large photos sent at once took a process a quarter of a gigabyte that it kept: glibc moves its bound for pieces
taken straight from the system up to 32 MB, and each thread's own heap keeps what is freed below that. So drawing has
turns, nobody waits for hers without end, the bound stays where it began, and the heap is trimmed after each.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from threading import Lock

from marketplace.media.pipeline.errors import PhotoRefused, Reason

WAIT_SECONDS = 20
M_MMAP_THRESHOLD, LARGE_PIECE = -3, 256 * 1024  # of mallopt(3); setting it keeps glibc from moving it
_turn = Lock()


@contextmanager
def drawing_turn(wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Decode and encode within it; PhotoRefused as busy when the turn does not come in time."""
    with suppress(OSError, AttributeError):
        _c_library()
    if not _turn.acquire(timeout=wait_seconds):
        raise PhotoRefused(Reason.BUSY)
    try:
        yield
    finally:
        _turn.release()
        _trim()


def _trim() -> None:
    """Give free memory back to the system, where the C library has a way to."""
    with suppress(OSError, AttributeError):
        _c_library().malloc_trim(0)


@cache
def _c_library() -> ctypes.CDLL:
    """The C library, told once that large pieces are always taken straight from the system, and given back to it."""
    library = ctypes.CDLL(None)
    library.mallopt(M_MMAP_THRESHOLD, LARGE_PIECE)
    return library
