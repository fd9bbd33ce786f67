"""What the service counts of itself, as Prometheus reads it. No label ever holds an id."""

from collections import defaultdict
from threading import Lock

from correspondence.making import Figures

_HELP = {
    "correspondence_events_total": "Events taken, by type; the same event again does not count.",
    "correspondence_letters_total": "Letters written, by kind and by what became of them at once.",
    "correspondence_runs_total": "Runs that came to an end, by kind and by how they ended.",
    "correspondence_requests_total": "Calls answered, by method, route and status.",
    "correspondence_request_seconds_total": "Seconds spent on calls, by method and route.",
}
EVENTS, LETTERS, RUNS, REQUESTS, SECONDS = _HELP

Labels = tuple[tuple[str, str], ...]


class Counters:
    """Numbers that only grow, from the start of this process. Safe to use from any number of threads."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, Labels], float] = defaultdict(float)
        self._lock = Lock()

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a counter. Every label's value is one of ours: a route, a status, a kind; never a caller's text."""
        with self._lock:
            self._counts[name, tuple(sorted(labels.items()))] += amount

    def as_text(self) -> str:
        """Everything counted, in Prometheus's text format."""
        with self._lock:
            counts = sorted(self._counts.items())
        lines: list[str] = []
        for name, meaning in _HELP.items():
            lines += [f"# HELP {name} {meaning}", f"# TYPE {name} counter"]
            lines += [f"{name}{_braced(labels)} {count:.12g}" for (counted, labels), count in counts if counted == name]
        return "\n".join(lines) + "\n"


def of_workers(figures: Figures) -> str:
    """How those do who make letters, in Prometheus's text format."""
    lost = "".join(f'correspondence_workers_lost_total{{why="{why}"}} {count}\n' for why, count in figures.lost.items())
    return (
        "# HELP correspondence_workers Processes that make letters.\n"
        "# TYPE correspondence_workers gauge\n"
        f"correspondence_workers {figures.workers}\n"
        "# HELP correspondence_letters_unfinished Letters that are made or examined, or wait for it.\n"
        "# TYPE correspondence_letters_unfinished gauge\n"
        f"correspondence_letters_unfinished {figures.unfinished}\n"
        "# HELP correspondence_workers_lost_total Workers that were replaced, by why.\n"
        "# TYPE correspondence_workers_lost_total counter\n"
        f"{lost}"
    )


def _braced(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}"
