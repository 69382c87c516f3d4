"""Work in the background tells nothing of its data."""

from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.upright.builders import NOW
from tests.upright.job_queue import run_queue
from upright.archive import jobs

pytestmark = pytest.mark.django_db


@jobs.job
def greeting(number: int) -> str:
    """Greet somebody by number."""
    if number < 0:
        raise ValueError("alice@example.org has no such number")
    return f"hello {number}"


def test_a_job_waits_until_a_worker_does_it():
    greeting.enqueue(3)
    assert jobs.is_waiting(greeting) is True

    run_queue()

    assert jobs.is_waiting(greeting) is False
    result = DBTaskResult.objects.get()
    assert (result.status, result.return_value) == (
        TaskResultStatus.SUCCESSFUL,
        "hello 3",
    )


def test_of_a_failure_only_kind_and_place_are_kept(caplog):
    greeting.enqueue(-1)

    run_queue()

    result = DBTaskResult.objects.get()
    assert result.status == TaskResultStatus.FAILED
    assert result.exception_class_path == "upright.archive.jobs.JobFailedError"
    assert "ValueError in greeting, line " in result.traceback
    assert "alice" not in result.traceback + caplog.text


def test_what_became_of_a_task_is_forgotten_after_a_week():
    greeting.enqueue(1)
    assert jobs.sweep(NOW) == ""  # not begun yet: it is never forgotten
    DBTaskResult.objects.update(started_at=NOW - timedelta(days=7))
    assert jobs.sweep(NOW) == ""
    assert jobs.sweep(NOW + timedelta(seconds=1)) == "1 old task forgotten."
