"""Pages read on all cores: processes that are handed what was fetched and hand back what it says.

They are started by a crawl that is held up by reading (see `drive`), and end with it: by themselves when the
pipe to this process closes, however this process ended. Signals are this process's business alone, so that what
is in hand is finished.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from queue import SimpleQueue

from scraper.crawl.known import Known
from scraper.crawl.outcome import NO_RULES, Reading, Visit
from scraper.crawl.reader import receive, send
from scraper.model.errors import LimitExceeded
from scraper.sites import Rulebook

MOST = 8
"""One writer keeps no more of them busy."""
_COMMAND = """
import pickle, sys
try:
    sys.path[:] = pickle.load(sys.stdin.buffer)
except EOFError:  # the crawl was killed as it began
    sys.exit()
from scraper.crawl.reader import main
main()
"""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Readers:
    """Some processes that read. `number` is how many; `named` are the keys of what are leads by now."""

    def __init__(self, number: int, rules: Rulebook, named: frozenset[str] = frozenset()) -> None:
        self.number = min(number, MOST)
        self._rules = rules
        self._named = named
        self._all = [self._started() for _ in range(self.number)]
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for process in self._all:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(self.number, thread_name_prefix="read")

    def read(self, visit: Visit, reading: Reading, now: datetime) -> Future[Visit]:
        """As `outcome.read`, some time later."""
        return self._threads.submit(self._read, visit, replace(reading, rules=NO_RULES, known=Known()), now)

    def close(self) -> None:
        """Ends the processes, after what they have in hand."""
        self._threads.shutdown()
        for process in self._all:
            _end(process)

    def _read(self, visit: Visit, reading: Reading, now: datetime) -> Visit:
        process = self._idle.get()
        assert process.stdin is not None and process.stdout is not None
        try:
            send(process.stdin, (visit, reading, now))
            came = receive(process.stdout)
        except (OSError, EOFError):
            # Whatever ended it, a fault of the parser or a lack of memory: this page is not tried in our own process.
            url = visit.job.lead.url
            came = replace(visit, error=LimitExceeded("the process that read it came to an end", url=url))
            process = self._replaced(process)
        finally:
            self._idle.put(process)
        if isinstance(came, BaseException):
            raise came
        assert isinstance(came, Visit)
        return replace(came, job=visit.job, capture=visit.capture)

    def _started(self) -> subprocess.Popen[bytes]:
        # Its own search path may not hold the folder that happens to be the working one (-P).
        command = [sys.executable, "-P", "-c", _COMMAND]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        assert process.stdin is not None
        pickle.dump(sys.path, process.stdin)
        send(process.stdin, (self._rules, self._named))
        return process

    def _replaced(self, process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        _end(process)
        self._all.remove(process)
        self._all.append(self._started())
        return self._all[-1]


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.close()
    except OSError:
        pass  # it ended before it had read all
    process.stdout.close()
    process.wait()
