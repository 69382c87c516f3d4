"""Ctrl-C while something must be whole."""

import os
import signal
import threading
import time

import pytest

from upr.interrupts import interrupts_held


@pytest.fixture(autouse=True)
def answered():
    """A shell has what it runs in the background ignore it, and that is inherited."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def another_thread():
    """A thread that the system may tell of Ctrl-C in place of the first."""
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    yield
    ended.set()
    thread.join()


def written(done):
    """Interrupt between two things, and say whether that was heard after both."""
    try:
        with interrupts_held():
            done.append("begun")
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)  # long enough for another thread to be told
            done.append("ended")
    except KeyboardInterrupt:
        return True
    return False


def test_what_was_begun_is_ended_first():
    done: list[str] = []
    assert written(done)
    assert done == ["begun", "ended"]


def test_another_thread_changes_nothing(another_thread):
    done: list[str] = []
    assert written(done)
    assert done == ["begun", "ended"]


def test_where_it_is_ignored_it_stays_ignored(another_thread):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    done: list[str] = []
    assert not written(done)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_another_thread_may_hold_it_too():
    done: list[bool] = []

    def work():
        with interrupts_held():
            done.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_a_failure_inside_is_told_where_nothing_interrupts():
    with pytest.raises(ValueError, match="broken"), interrupts_held():
        raise ValueError("broken")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
