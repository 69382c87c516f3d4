"""A small process that keeps the worker alive beside `upright serve`.

It starts `upright worker`, starts it anew when it dies, and ends it with the site:
told to by the site, or by itself where the site was killed. It loads nothing of the
platform, so that what can bring the worker down cannot reach it.
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

Keeper = subprocess.Popen[bytes]
LOOK = 0.5  # seconds between two looks at the worker and the site
PAUSE = 2.0  # seconds before a worker that died is started anew
PATIENCE = 10.0  # seconds for a worker to end what it is at


def start_keeper() -> Keeper:
    """Start the keeper of a worker for this process, and return it."""
    command = [sys.executable, "-m", "upright.keeper", str(os.getpid())]
    # A session of its own: Ctrl-C reaches the site alone, which then ends this.
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own


def end_keeper(keeper: Keeper) -> None:
    """End it and its worker; returns when both are gone."""
    keeper.terminate()
    try:
        keeper.wait(PATIENCE + 2)
    except subprocess.TimeoutExpired:
        keeper.kill()


class Keeping:
    """Keeps a command running for as long as the site runs."""

    def __init__(self, command: list[str], site: int) -> None:
        self.command = command
        self.site = site  # the number of its process
        self.is_over = False

    def stop(self, number: int, frame: FrameType | None) -> None:
        """End soon; called by a signal."""
        self.is_over = True

    def run(self) -> None:
        """Keep the command running until the site ends."""
        while not self._is_over():
            worker = subprocess.Popen(self.command)  # noqa: S603 -- our own
            while worker.poll() is None and not self._is_over():
                time.sleep(LOOK)
            if worker.poll() is None:
                _end(worker)
            elif not self._is_over():
                sys.stderr.write(
                    f"The worker ended (status {worker.returncode}); a new one is"
                    " started.\n"
                )
                time.sleep(PAUSE)

    def _is_over(self) -> bool:
        return self.is_over or os.getppid() != self.site


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()  # what it was at is taken up by the next one
        worker.wait()


def main() -> None:
    """Keep a worker for the process whose number is given."""
    keeping = Keeping(
        [sys.executable, "-m", "upright.cli", "worker", "--kept"], int(sys.argv[1])
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, keeping.stop)
    keeping.run()


if __name__ == "__main__":
    main()
