"""`upright worker`: does what is queued, and every minute what is due."""

import os
import sys
import threading
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from upright.archive.coding import model_problem
from upright.archive.jobs import STOPPING
from upright.archive.readiness import NOT_READY, has_pending_migrations
from upright.tick import Done, tick

EVERY = 60.0  # seconds between two ticks
LOOK = 1.0  # seconds between two looks into the queue
PATIENCE = 5.0  # seconds for a tick that is under way when the worker ends


class TaskWorker(Worker):
    """Takes one task after the other out of the queue until it is told to end."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=LOOK,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Tell what is under way that it is to end; called by a signal."""
        STOPPING.set()
        super().shutdown(signum, frame)


def work(*, is_kept: bool = False) -> int:
    """Work until stopped; return the exit status.

    One that `is_kept` ends, too, when the process that started it is gone.
    """
    if has_pending_migrations():
        sys.stderr.write(f"{NOT_READY}\n")
        return 2
    if problem := model_problem():
        sys.stderr.write(f"{problem}\n")
        return 2
    worker = TaskWorker()
    worker.configure_signals()
    ticker = threading.Thread(target=_tick_on, name="tick", daemon=True)
    ticker.start()
    if is_kept:
        threading.Thread(target=_end_with_parent, name="kept", daemon=True).start()
    try:
        worker.run()
    finally:
        STOPPING.set()
        ticker.join(PATIENCE)
    return 0


def _tick_on() -> None:
    """Do what is due, again and again, beside the tasks."""
    while not STOPPING.is_set():
        close_old_connections()
        for _ in tick(timezone.now()):
            if STOPPING.is_set():
                return
        STOPPING.wait(EVERY)


def _end_with_parent() -> None:
    parent = os.getppid()
    while not STOPPING.wait(LOOK):
        if os.getppid() != parent:
            os._exit(1)  # like a kill: whatever it is at is taken up by the next


def tick_once() -> int:
    """Do what is due now, and print a line for each room; return the exit status.

    1 if a room failed, 2 if the database is not up to date.
    """
    if has_pending_migrations():
        sys.stderr.write(f"{NOT_READY}\n")
        return 2
    has_failed = False
    for done in tick(timezone.now()):
        sys.stdout.write(f"{done.name}: {_said(done)}\n")
        has_failed |= done.has_failed
    return int(has_failed)


def _said(done: Done) -> str:
    if done.has_failed:
        return f"failed ({done.said})"
    return done.said or "nothing was due"
