"""Photos are drawn one at a time, nobody waits without end, and what that took is given back (8.28)."""

import threading
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from marketplace.media.pipeline import inspect
from marketplace.media.pipeline.containers import Kind
from marketplace.media.pipeline.decode import takes_much
from marketplace.media.pipeline.errors import PhotoRefused, Reason
from marketplace.media.pipeline.turns import drawing_turn


def resident_mb() -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def encoded(name: str, size: tuple[int, int], **how: bool) -> bytes:
    out = BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").resize(size).save(out, name, **how)
    return out.getvalue()


@pytest.fixture(scope="module")
def large() -> bytes:
    """A progressive JPEG of twenty megapixels, whose reader keeps all of it in memory at once."""
    return encoded("JPEG", (5600, 4000), progressive=True)


def test_large_ones_are_decoded_in_a_process_of_their_own(large: bytes) -> None:
    assert takes_much(Kind.JPEG, large)
    assert not takes_much(Kind.JPEG, encoded("JPEG", (5600, 4000))), "its reader reduces while it reads"
    assert not takes_much(Kind.JPEG, encoded("JPEG", (4000, 3000), progressive=True)), "as phones take them"
    assert takes_much(Kind.PNG, encoded("PNG", (4600, 3000))) and not takes_much(Kind.PNG, b"nothing")


def test_after_several_at_once_the_process_is_as_small_as_before(large: bytes) -> None:
    refused: list[PhotoRefused] = []

    def draw() -> None:
        try:
            with drawing_turn(60):
                inspect.open_photo(large)
        except PhotoRefused as refusal:
            refused.append(refusal)

    draw()
    before, threads = resident_mb(), [threading.Thread(target=draw) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [] and resident_mb() - before < 40


def test_who_waits_too_long_is_told() -> None:
    with drawing_turn():
        began = time.monotonic()
        told: list[Reason] = []

        def ask() -> None:
            try:
                with drawing_turn(0.05):
                    raise AssertionError("two at once")
            except PhotoRefused as refusal:
                told.append(refusal.reason)

        other = threading.Thread(target=ask)
        other.start()
        other.join()
        assert told == [Reason.BUSY] and time.monotonic() - began < 5
    with drawing_turn(0.05):
        pass  # the turn is free again
