"""A child process answers, or is ended; either way it takes nothing with it."""

import os
import signal
import sys
import tempfile

import pytest

from upr.child_process import OUT_OF_MEMORY, ChildProcess, limit_process


def program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_a_request_is_heard_whole_and_answered_in_lines():
    echo = program("import sys; print(*sys.stdin.read().split('-'), sep='\\n')")
    with ChildProcess(echo, 20) as child:
        child.ask(b"first-second-" + b"x" * 200_000)
        assert list(child.lines()) == [b"first\n", b"second\n", b"x" * 200_000 + b"\n"]
        assert child.status() == 0
    assert not child.is_stopped


def test_lines_are_read_on_where_they_were_left():
    with ChildProcess(program("print(1); print(2); print(3)"), 20) as child:
        assert next(child.lines()) == b"1\n"
        assert list(child.lines()) == [b"2\n", b"3\n"]


def test_an_answer_and_complaints_may_go_to_files():
    teller = program("import sys; print('answer'); sys.stderr.write('complaint')")
    with (
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaints,
        ChildProcess(teller, 20, answer=answer, complaints=complaints) as child,
    ):
        assert child.status() == 0
        answer.seek(0)
        complaints.seek(0)
        assert (answer.read(), complaints.read()) == (b"answer\n", b"complaint")
        assert list(child.lines()) == []


@pytest.mark.parametrize("asked", [b"a line\n", bytes(1 << 20)])
def test_a_child_that_hears_nothing_is_stopped_when_its_time_is_over(asked: bytes):
    with ChildProcess(program("import time; time.sleep(60)"), 0.3) as child:
        child.ask(asked)
        assert list(child.lines()) == []
        assert child.status() == -signal.SIGKILL
    assert child.is_stopped


def test_a_child_that_has_ended_is_asked_in_vain():
    with ChildProcess(program("import os; os._exit(70)"), 20) as child:
        child.ask(bytes(1 << 20))
        assert child.status() == OUT_OF_MEMORY
    assert not child.is_stopped


def test_a_child_ends_with_its_block():
    with ChildProcess(
        program("import time; print('on', flush=True); time.sleep(60)"), 60
    ) as child:
        assert next(child.lines()) == b"on\n"
    assert child.status() == -signal.SIGKILL
    assert not child.is_stopped


def test_a_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_KEY", "the secret of the site")
    teller = program("import os; print(os.environ.get('SECRET_KEY', 'none'))")
    with ChildProcess(teller, 20) as child:
        assert list(child.lines()) == [b"none\n"]


def test_limits_are_set():
    teller = program(
        "import resource as r, upr.child_process as c\n"
        "c.limit_process(7.5, 1 << 40, 4096)\n"
        "for one in (r.RLIMIT_CORE, r.RLIMIT_CPU, r.RLIMIT_FSIZE):\n"
        "    print(r.getrlimit(one))"
    )
    with ChildProcess(teller, 20) as child:
        assert list(child.lines()) == [b"(0, 0)\n", b"(8, 8)\n", b"(4096, 4096)\n"]


def test_limits_that_the_system_does_not_take_are_left_out():
    """In a child: limits of a process are never lifted again."""
    child = os.fork()
    if child == 0:
        limit_process(20, -5)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
