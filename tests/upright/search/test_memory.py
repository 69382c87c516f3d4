"""What a process keeps of what it worked out, and the threads that share it."""

from threading import Event, Thread, current_thread, main_thread

from upright.search.memory import Memory


class Slow:
    """A key that the main thread is interrupted at, for another thread to go on."""

    def __init__(self) -> None:
        self.is_met, self.is_passed = Event(), Event()

    def __hash__(self) -> int:
        if self.is_passed.is_set() or current_thread() is not main_thread():
            return 1
        self.is_met.set()
        self.is_passed.wait(0.5)  # in vain where the other thread has to wait its turn
        return 1


def test_what_was_asked_for_last_is_kept() -> None:
    memory = Memory(2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    memory.recall("a")
    memory.keep("c", 3)

    assert [memory.recall(key) for key in "abc"] == [1, None, 3]


def test_what_is_kept_again_is_kept_once() -> None:
    memory = Memory(2)
    for key, value in (("a", 1), ("b", 2), ("b", 2)):
        memory.keep(key, value)

    assert [memory.recall(key) for key in "ab"] == [1, 2]


def test_nothing_is_left_where_it_forgets() -> None:
    memory = Memory(2)
    memory.keep("a", 1)
    memory.forget()

    assert memory.recall("a") is None


def test_of_two_threads_that_keep_something_one_waits_for_the_other() -> None:
    memory, slow = Memory(2), Slow()

    def meanwhile() -> None:
        slow.is_met.wait()
        memory.keep("other", 4)
        slow.is_passed.set()

    other = Thread(target=meanwhile)
    slow.is_passed.set()
    memory.keep(slow, 1)
    memory.keep("b", 2)
    slow.is_passed.clear()
    other.start()
    memory.keep("c", 3)
    other.join()

    assert [memory.recall(key) for key in ("b", "c", "other")] == [None, 3, 4]
