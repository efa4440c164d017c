"""`marketplace copy`: keeps a continuous copy of the database and the uploads."""

import signal
import subprocess
import time
from pathlib import Path

import click

from config import load
from marketplace.core.backup import BackupRefused
from marketplace.core.clock import today
from marketplace.core.continuous_copy import UploadsCopy, locked
from marketplace.core.copy_streams import Stream, start, stream_to

LOOK_EVERY = 1.0  # seconds
SHARE = 9  # how much longer than a look over many folders the pause after it is
PREPARE_EVERY = 3600.0
STOP_WITHIN = 15  # seconds


@click.command("copy")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def keep_copy(folder: Path | None) -> None:
    """Copy every change into FOLDER (default: COPY_TO) as it happens, until told to stop."""
    settings = load()
    settings.var.mkdir(parents=True, exist_ok=True)
    target = folder or settings.copy_to
    if target is None:
        raise SystemExit("copy refused: name a folder, or set COPY_TO")
    try:
        with locked(target):
            stream = stream_to(target, settings.database_url, settings.var)
            _copy(stream, UploadsCopy(settings.uploads, target))
    except BackupRefused as refusal:
        raise SystemExit(f"copy refused: {refusal}") from refusal


def _copy(stream: Stream, uploads: UploadsCopy) -> None:
    """Run the stream and look for new uploads until told to stop; SystemExit when the stream dies."""
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: stopping.append(received))
    stream.prepare()
    program, prepared_at = start(stream), time.monotonic()
    try:
        while not stopping and program.poll() is None:
            began = time.monotonic()
            if not stream.is_whole():
                raise SystemExit("the folder of the copy was emptied or put in another's place; start the copy again")
            uploads.run(today())
            if began - prepared_at > PREPARE_EVERY:
                stream.prepare()
                uploads.forget(today())
                prepared_at = began
            time.sleep(max(LOOK_EVERY, SHARE * (time.monotonic() - began)))
    finally:
        died = program.poll()
        program.send_signal(signal.SIGTERM)
        _wait(program)
    if died is not None:
        raise SystemExit(
            f"the program that copies the database ended ({died}); whoever looks after this starts it again"
        )
    uploads.run(today())


def _wait(program: subprocess.Popen[bytes]) -> None:
    """Wait for the program to write what it still has; one that hangs is killed, what it wrote stays whole."""
    try:
        program.wait(timeout=STOP_WITHIN)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


plug = (keep_copy,)
