"""Clients of a tool, and the pairs of 'next task' and 'submit' that they get through."""
import statistics
import threading
import time


def one_by_one(person, pairs):
    """Seconds of each pair of one client."""
    seconds = []
    for _ in range(pairs):
        start = time.perf_counter()
        person.submit(person.next())
        seconds.append(time.perf_counter() - start)
    return seconds


class Crowd:
    """Several clients at once, each going on for some seconds or pairs, whatever ends first."""

    def __init__(self, people, seconds, pairs):
        self.seconds, self.errors = [], []
        self.begin = threading.Barrier(len(people) + 1)
        threads = [threading.Thread(target=self.work, args=(person, seconds, pairs)) for person in people]
        for thread in threads:
            thread.start()
        self.begin.wait()
        start = time.perf_counter()
        for thread in threads:
            thread.join()
        self.rate = len(self.seconds) / (time.perf_counter() - start)

    def work(self, person, seconds, pairs):
        self.begin.wait()
        end = time.perf_counter() + seconds
        for _ in range(pairs):
            start = time.perf_counter()
            if start >= end:
                return
            try:
                person.submit(person.next())
                self.seconds.append(time.perf_counter() - start)
            except Exception as error:  # whatever a client meets there counts
                self.errors.append(f"{type(error).__name__}: {error}"[:300])


def milliseconds(seconds, share=0.5):
    """The median, or another share, of some times."""
    if len(seconds) < 2:
        return None
    return round(1000 * statistics.quantiles(seconds, n=100, method="inclusive")[round(share * 100) - 1], 3)
