"""A child process that opens a stranger's file, seen from both of its ends.

What hangs, crashes or eats memory does it to the child alone. The parent sends one
request and reads the answer as plain lines or from a file; the child gets none of the
parent's environment but what Python needs to start, and sets its own limits first.

The limit of memory is kept by Linux; macOS does not enforce it, the limit of time is
kept everywhere.
"""

import os
import resource
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO

OUT_OF_MEMORY = 70  # exit status of a child that ran into its limit
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")


class ChildProcess:
    """A command at work for as long as a block lasts, and never longer than allowed.

    Without a file for its answer, `lines` give it; without one for its complaints,
    what it writes to standard error is dropped. Both files stay the caller's to close.
    """

    def __init__(
        self,
        command: Sequence[str],
        seconds: float,
        *,
        answer: IO[bytes] | None = None,
        complaints: IO[bytes] | None = None,
    ) -> None:
        self.is_stopped = False  # whether its time ran out
        self._command = command
        self._seconds = seconds
        self._answer = answer or subprocess.PIPE
        self._complaints = complaints or subprocess.DEVNULL

    def __enter__(self) -> "ChildProcess":
        self._process = subprocess.Popen(  # noqa: S603 -- our own command
            self._command,
            stdin=subprocess.PIPE,
            stdout=self._answer,
            stderr=self._complaints,
            env={key: os.environ[key] for key in _ENVIRONMENT if key in os.environ},
            start_new_session=True,  # Ctrl-C is for the parent, which ends the child
        )
        self._timer = threading.Timer(self._seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):  # what was not asked, it cannot hear
                    stream.close()
        self._process.wait()

    def ask(self, request: bytes) -> None:
        """Send the request, all of it; a child that has ended does not hear it."""
        asking = self._process.stdin
        if asking is None:  # never: it is a pipe
            return
        with suppress(BrokenPipeError):  # its status says why
            asking.write(request)
            asking.close()

    def lines(self) -> Iterator[bytes]:
        """Return what the child writes, line by line, up to its end or its stop."""
        return iter(self._process.stdout or ())

    def status(self) -> int:
        """Wait for the child's end; return its exit status, negative for a signal."""
        return self._process.wait()

    def _stop(self) -> None:
        self.is_stopped = True
        self._process.kill()


def limit_process(
    seconds: float, memory_bytes: int, written_bytes: int | None = None
) -> None:
    """Set the limits that the system keeps for this process, and never lift again.

    Processor time is held a little above `seconds`: the parent's clock comes first,
    and says why. `written_bytes` is the most that one file may grow to.
    """
    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_AS, memory_bytes),
    ]
    if written_bytes is not None:
        limits.append((resource.RLIMIT_FSIZE, written_bytes))
    for what, most in limits:
        with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS, and refuses it
            resource.setrlimit(what, (most, most))
