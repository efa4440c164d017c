"""Files that crash their reader, or fill the memory, harm a child process and nobody else."""

import subprocess
from typing import Any

import pytest

from marketplace.core.errors import Unavailable
from marketplace.media.pipeline import sandbox
from marketplace.media.pipeline.containers import Kind
from marketplace.media.pipeline.decode import decode
from marketplace.media.pipeline.errors import PhotoRefused, Reason
from marketplace.media.pipeline.inspect import open_photo
from marketplace.media.pipeline.sandbox import decode_in_sandbox
from tests.media.pipeline.pictures import SAMPLES, boxes_claiming, encoded, exif, quarters, scene


def why(kind: Kind, data: bytes) -> Reason:
    with pytest.raises(PhotoRefused) as refusal:
        decode_in_sandbox(kind, data)
    return refusal.value.reason


@pytest.mark.parametrize("kind", [Kind.HEIC, Kind.AVIF])
def test_a_photo_decoded_in_the_sandbox_is_the_same_photo(kind: Kind) -> None:
    heic = (SAMPLES / "quarters_turned.heic").read_bytes()
    data = heic if kind is Kind.HEIC else encoded(quarters(), "AVIF", exif=exif(6))
    here, there = decode(kind, data), decode_in_sandbox(kind, data)
    assert (there.kind, there.width, there.height) == (here.kind, here.width, here.height) == (kind, 240, 320)
    assert there.image.tobytes() == here.image.tobytes()


def test_a_file_that_crashes_its_reader_is_refused() -> None:
    data = (SAMPLES / "quarters_turned.heic").read_bytes()
    at = data.index(b"\0\2\0\0Exif") + 6  # the type of the notes, no longer text
    assert why(Kind.HEIC, data[:at] + b"\xee" + data[at + 1 :]) is Reason.DAMAGED


def test_reasons_come_back_from_the_child() -> None:
    assert why(Kind.AVIF, encoded(quarters(100, 100), "AVIF")) is Reason.TOO_SMALL
    heic = (SAMPLES / "quarters.heic").read_bytes()
    assert why(Kind.HEIC, boxes_claiming(heic, 9_000, 9_000)) is Reason.TOO_MANY_PIXELS


def test_broken_files_are_refused_or_read_but_never_raise_otherwise() -> None:
    whole = (SAMPLES / "quarters_turned.heic").read_bytes()
    for at in range(60, 460, 25):
        data = whole[:at] + bytes([whole[at] ^ 0xE7]) + whole[at + 1 :]
        try:
            assert open_photo(data).kind is Kind.HEIC
        except PhotoRefused as refusal:
            assert refusal.reason in Reason


def test_the_child_learns_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    run = subprocess.run

    def watching(command: list[str], **options: Any) -> object:
        seen.update(options)
        return run(command, check=options.pop("check"), **options)

    monkeypatch.setattr(subprocess, "run", watching)
    decode_in_sandbox(Kind.AVIF, encoded(scene(300, 300), "AVIF", speed=10))
    assert list(seen["env"]) == ["PYTHONPATH"]  # type: ignore[call-overload]


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.01)
    assert why(Kind.HEIC, (SAMPLES / "quarters.heic").read_bytes()) is Reason.DAMAGED


def test_a_child_that_cannot_start_is_our_fault_not_the_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "__name__", "marketplace.nowhere")
    with pytest.raises(Unavailable):
        decode_in_sandbox(Kind.HEIC, (SAMPLES / "quarters.heic").read_bytes())
