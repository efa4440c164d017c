"""A full disk: the system refuses what is to be made durable, or what a large form is laid on meanwhile."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock


@contextmanager
def no_room_left(*, for_forms: bool = False) -> Iterator[None]:
    """ENOSPC from `fsync`; with `for_forms` from the temporary files of large requests as well."""

    def refuse(*_given: Any, **_named: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with mock.patch("os.fsync", refuse):
        if not for_forms:
            yield
            return
        with mock.patch("tempfile.SpooledTemporaryFile.rollover", refuse):
            yield
