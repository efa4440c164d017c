"""AsterOCR 1.0.2: a reader of Vietnamese print that carries its weights with it; an extra, absent by default.

Of its letters it says how probable each is; the least probable one is how sure a strip is.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PIL import Image

from marketplace.imports.shape import Line, ReaderWords


class AsterOcr:
    """Some tenth of a second a strip on two cores; a third of a second until it is loaded."""

    code = "asterocr"
    words = ReaderWords("AsterOCR")
    sure = 0.9

    def is_there(self) -> bool:
        """Whether its package is installed."""
        return find_spec("asterocr") is not None

    def read(self, strips: Sequence[Image.Image]) -> list[Line]:
        """What stands in each strip."""
        engine = _engine()
        return [_read_one(engine, strip) for strip in strips]


@cache
def _engine() -> Any:
    return import_module("asterocr").AsterOCR(enable_telemetry=False)


def _read_one(engine: Any, strip: Image.Image) -> Line:
    logs = engine.session.run([engine.output_name], {engine.input_name: engine.preprocess_image(strip)})[0]
    steps = (logs[:, 0, :] if logs.shape[1] == 1 else logs[0]).tolist()
    best = [max(range(len(step)), key=step.__getitem__) for step in steps]
    letters = [2.718281828 ** step[key] for step, key in zip(steps, best, strict=True) if key != engine.vocab.blank_idx]
    return Line(engine.decode_ctc(logs), min(letters, default=1.0))


plug = AsterOcr()
