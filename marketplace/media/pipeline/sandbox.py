"""Decodes a photo in a process of its own, with bounds on memory and time: large ones, and formats that may crash it.

What a large photo takes while it is decoded is gone with the process; pages go before it. A HEIC file of 1 kB with one
changed byte ends the process that reads it (pi_heif 1.4.0, a metadata item whose type is not text), and an AVIF file of
2 kB may hold pictures far larger than its head says. Such files are rare, so the third of a second that a process takes
is well spent. The child gets no environment but the path to this code.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from PIL import Image

import marketplace
from marketplace.core.errors import Unavailable
from marketplace.media.pipeline.containers import Kind
from marketplace.media.pipeline.decode import Decoded, decode
from marketplace.media.pipeline.errors import PhotoRefused, Reason

SECONDS = 20
MEMORY_BYTES = 1024**3
_CODE = str(Path(marketplace.__file__).parent.parent)


def decode_in_sandbox(kind: Kind, data: bytes) -> Decoded:
    """Like `decode`, in a child process; a crash, or too much time or memory, is PhotoRefused as damaged."""
    return _understood(kind, ask_child(__name__, kind.value, data=data))


def ask_child(module: str, *words: str, data: bytes) -> bytes:
    """What a module answers that is run as a program on these bytes; PhotoRefused as damaged when it comes to grief."""
    command = [sys.executable, "-m", module, *words]
    with os.fdopen(os.memfd_create("pixels"), "r+b", buffering=0) as answer:  # read in one piece: see turns
        try:
            child = subprocess.run(
                command,
                input=data,
                stdout=answer,
                stderr=subprocess.PIPE,
                env={"PYTHONPATH": _CODE},
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PhotoRefused(Reason.DAMAGED) from error
        answer.seek(0)
        told = answer.readall()
    if child.returncode > 0:
        raise Unavailable(service=module, detail=child.stderr.decode(errors="replace")[-500:])
    if child.returncode < 0:
        raise PhotoRefused(Reason.DAMAGED)
    return told


def be_bounded() -> None:
    """The child: take no more memory and time than a file is worth."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # pages go before photos


def _understood(kind: Kind, answer: bytes) -> Decoded:
    line, _, pixels = answer.partition(b"\n")
    told = json.loads(line)
    if "reason" in told:
        raise PhotoRefused(Reason(told["reason"]))
    canvas = Image.frombytes("RGB", (told["canvas_width"], told["canvas_height"]), pixels)
    return Decoded(kind, told["width"], told["height"], canvas)


def _answer(kind: Kind, data: bytes) -> tuple[dict[str, object], bytes]:
    try:
        photo = decode(kind, data)
    except PhotoRefused as refusal:
        return {"reason": refusal.reason}, b""
    canvas = {"canvas_width": photo.image.width, "canvas_height": photo.image.height}
    return {"width": photo.width, "height": photo.height, **canvas}, photo.image.tobytes()


def main() -> None:
    """The child: bound itself, read a photo from standard input, answer with a line of facts and the pixels."""
    be_bounded()
    told, pixels = _answer(Kind(sys.argv[1]), sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + pixels)


if __name__ == "__main__":
    main()
