"""Doing what is queued, inside a test."""

from django_tasks_db.models import DBTaskResult

from upright.working import TaskWorker


def run_queue() -> None:
    """Do what is queued, task after task, as the worker does.

    Its own loop would close the connection, and with it the transaction of the test.
    """
    worker = TaskWorker()
    while (task := DBTaskResult.objects.ready().first()) is not None:
        task.claim(worker.worker_id)
        worker.run_task(task)
