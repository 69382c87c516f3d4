"""Work in the background: tasks that tell nothing of the data they work on.

    @job
    def send_digests() -> None: ...

    send_digests.enqueue()

Arguments of a task and the traceback of one that failed are kept in the database and
shown to staff: a name or an address must be in neither. So a job takes nothing but
numbers of rows, and of an error only its kind and its place in the code are kept.

A killed worker leaves its task as running, and nobody takes it up: what must not be
lost is held by a lease (see `leases`) and enqueued again by `upright tick`.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from traceback import extract_tb
from typing import ParamSpec, TypeVar

from django.utils.translation import ngettext
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

P = ParamSpec("P")
T = TypeVar("T")
KEPT = timedelta(days=7)  # how long it is kept what became of a task
STOPPING = threading.Event()  # set when the worker is to end: long jobs look at it


class JobFailedError(Exception):
    """A job failed; the text says with which kind of error and where in the code."""


def job(function: Callable[P, T]) -> Task[P, T]:
    """Return a task of a function in a module.

    Whatever the function raises becomes a JobFailedError, which says where but not
    what: tasks are kept, and a message could hold a name.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- its message could hold a name
            message = failure_of(error)
        raise JobFailedError(message)

    return task()(run)


def is_waiting(wanted: Task[P, T]) -> bool:
    """Whether a task is in the queue and no worker has begun it."""
    return DBTaskResult.objects.filter(
        task_path=wanted.module_path, status=TaskResultStatus.READY
    ).exists()


def sweep(at: datetime) -> str:
    """Forget the tasks that were begun more than a week ago, ended or killed.

    Returns a sentence with their number, "" for none.
    """
    old = DBTaskResult.objects.filter(started_at__lt=at - KEPT)
    count = old.delete()[0]
    said = ngettext("%d old task forgotten.", "%d old tasks forgotten.", count)
    return said % count if count else ""


def failure_of(error: Exception) -> str:
    """Return the kind of an error and its place in the code; nothing that it says."""
    places = [
        f"{place.name}, line {place.lineno}"
        for place in extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} in {' > '.join(places[1:])}"
