"""Pages read on all cores: processes that are handed what was fetched and hand back what it says.

They are started by a crawl that is held up by reading (see `drive`), and end with it: by themselves when the
pipe to this process closes, however this process ended. Signals are this process's business alone, so that what
is in hand is finished.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from queue import SimpleQueue
from threading import Lock

from scraper.crawl.known import Known
from scraper.crawl.outcome import NO_RULES, Reading, Visit
from scraper.crawl.reader import receive, send
from scraper.model.errors import LimitExceeded
from scraper.sites import Rulebook

MOST = 8
"""One writer keeps no more of them busy."""
IN_HAND = 2
"""Pages that a process is given at a time: one that it reads, and one that waits in its pipe."""
_COMMAND = """
import pickle, sys
try:
    sys.path[:] = pickle.load(sys.stdin.buffer)
except EOFError:  # the crawl was killed as it began
    sys.exit()
from scraper.crawl.reader import main
main()
"""


class Readers:
    """Some processes that read. `number` is how many; `named` are the keys of what are leads by now."""

    def __init__(self, number: int, rules: Rulebook, named: frozenset[str] = frozenset()) -> None:
        self.number = min(number, MOST)
        self._told = (rules, named)
        self._all = [_Process(self._told) for _ in range(self.number)]
        self._free: SimpleQueue[_Process] = SimpleQueue()
        for process in self._all * IN_HAND:
            self._free.put(process)
        self._replacing = Lock()
        self._threads = ThreadPoolExecutor(IN_HAND * self.number, thread_name_prefix="read")

    def read(self, visit: Visit, reading: Reading, now: datetime) -> Future[Visit]:
        """As `pages.read`, some time later."""
        return self._threads.submit(self._read, visit, replace(reading, rules=NO_RULES, known=Known()), now)

    def close(self) -> None:
        """Ends the processes, after what they have in hand."""
        self._threads.shutdown()
        for process in self._all:
            process.close()

    def _read(self, visit: Visit, reading: Reading, now: datetime) -> Visit:
        came: Visit | BaseException | None = None
        while came is None:
            process = self._free.get()
            try:
                came = process.ask((visit, reading, now))
            except EOFError:
                # Whatever ended it, a fault of the parser or a lack of memory: this page is not tried in our own process.
                url = visit.job.lead.url
                came = visit._replace(error=LimitExceeded("the process that read it came to an end", url=url))
            finally:
                self._free.put(self._in_place_of(process))
        if isinstance(came, BaseException):
            raise came
        return came._replace(job=visit.job, capture=visit.capture)

    def _in_place_of(self, process: _Process) -> _Process:
        """The process itself, or the one that is asked since it came to its end."""
        with self._replacing:
            if process.ended and process.successor is None:
                process.close()
                process.successor = _Process(self._told)
                self._all[self._all.index(process)] = process.successor
        return process.successor or process


@contextmanager
def _unheard(*numbers: signal.Signals) -> Iterator[None]:
    """Signals that wait here meanwhile, and do not reach a process that is started, not even before it can say so itself."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Process:
    """One process. It may be asked for a page while it reads another, so that it need not wait for us between them."""

    def __init__(self, told: object) -> None:
        # Its own search path may not hold the folder that happens to be the working one (-P).
        command = [sys.executable, "-P", "-c", _COMMAND]
        pipe = subprocess.PIPE
        with _unheard(signal.SIGINT, signal.SIGTERM):
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)
        self._asking, self._answering = Lock(), Lock()
        self.ended = False
        self.successor: _Process | None = None
        assert self._process.stdin is not None and self._process.stdout is not None
        self._questions, self._answers = self._process.stdin, self._process.stdout
        with suppress(OSError):  # it ended as it started: whoever asks it is told
            pickle.dump(sys.path, self._questions)
            send(self._questions, told)

    def ask(self, question: object) -> Visit | BaseException | None:
        """Its answer; None where it came to its end over an earlier question. Raises EOFError where over this one."""
        with self._asking:
            if self.ended:
                return None
            with suppress(OSError):  # then nothing is answered, either
                send(self._questions, question)
            self._answering.acquire()  # before anybody else asks: answers come in the order of questions
        try:
            answer: Visit | BaseException | None = None if self.ended else receive(self._answers)
            return answer
        except (OSError, EOFError) as error:
            self.ended = True
            raise EOFError from error
        finally:
            self._answering.release()

    def close(self) -> None:
        """Lets it come to its end, when nobody asks any more."""
        with self._asking, self._answering:
            with suppress(OSError):  # it ended before it had read all
                self._questions.close()
            self._answers.close()
            self._process.wait()
