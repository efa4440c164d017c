"""Writers take turns in order of arrival, across threads and processes."""

import os
import threading
import time
from pathlib import Path

from marketplace.core.writers import WriterQueue


def test_turns_go_in_order_of_arrival(tmp_path: Path) -> None:
    queue, served = WriterQueue(str(tmp_path / "lock")), []

    def wait(name: int) -> None:
        with queue.turn():
            served.append(name)

    with queue.turn():
        threads = []
        for name in range(12):
            thread = threading.Thread(target=wait, args=(name,))
            thread.start()
            threads.append(thread)
            while len(queue._waiting) < name + 1:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert served == list(range(12))


def test_a_writer_that_fails_gives_its_turn_on(tmp_path: Path) -> None:
    queue = WriterQueue(str(tmp_path / "lock"))
    try:
        with queue.turn():
            raise ValueError
    except ValueError:
        pass
    served = []
    with queue.turn():
        served.append("next")
    assert served == ["next"]


def test_processes_exclude_each_other(tmp_path: Path) -> None:
    queue, log = WriterQueue(str(tmp_path / "lock")), tmp_path / "log"
    children = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            for _turn in range(20):
                with queue.turn(), log.open("a") as file:
                    file.write("in ")
                    file.flush()
                    file.write("out\n")
            os._exit(0)
        children.append(pid)
    for pid in children:
        assert os.waitpid(pid, 0)[1] == 0
    assert log.read_text().splitlines() == ["in out"] * 80


def test_a_killed_process_leaves_the_turn_free(tmp_path: Path) -> None:
    queue = WriterQueue(str(tmp_path / "lock"))
    pid = os.fork()
    if pid == 0:
        queue._enter()
        import fcntl

        fcntl.flock(queue._descriptor(), fcntl.LOCK_EX)
        os.kill(os.getpid(), 9)
    os.waitpid(pid, 0)
    began = time.monotonic()
    with queue.turn():
        assert time.monotonic() - began < 5
