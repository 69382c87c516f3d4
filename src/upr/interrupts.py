"""Ctrl-C, kept away from what must be done whole."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C waiting until this ends; processes begun in here never see it.

    Terminals send it to all processes at once: the first one alone answers it.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _answered_later():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _answered_later() -> Iterator[None]:
    """Answer at the end what another thread was told.

    The mask is this thread's alone. Where there are others the system tells one of
    them, and Python then interrupts the first thread, whatever that one masks.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python interrupts the first thread alone
        return
    caught: list[tuple[int, FrameType | None]] = []
    answer = signal.signal(signal.SIGINT, lambda *told: caught.append(told))
    try:
        yield
    finally:
        # None: who answered before was not Python
        signal.signal(signal.SIGINT, signal.SIG_DFL if answer is None else answer)
        if caught and callable(answer):
            answer(*caught[-1])
