"""What a page of the work list costs among a hundred cases and among a thousand: `python -m tests.bench.work_list`.

Each case has four letters, and a tenth of them are of another Hub. Only the ratio means something; nothing is asserted
about time.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from starlette.testclient import TestClient

from api.app import create_app
from correspondence.protocol.days.clocks import Deadline
from correspondence.service import Service
from correspondence.storage import KeyRole, Register
from tests import build, listed
from tests.storage import samples

FEW, MANY = 100, 1000
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CALLS = 30
QUERIES = ("/letters?hub=essex", "/letters?hub=essex&kind=hub_letter&due_by=2026-12-24", "/letters?state=sent")


def house(folder: Path, cases: int) -> Service:
    """A register with so many cases, each with four letters, which fall due over sixty days."""
    service = Service(Register.open(None, folder, lambda: NOW), build.directory())
    for i in range(1, cases + 1):
        due = Deadline(due_on=listed.MADE_ON + timedelta(days=i % 60), why="", source="ours", provisional=False)
        event_id, number = f"decision-{i}", listed.number(i)
        written = [
            samples.letter(f"AAAA-{i:04}-{n:04}", event_id, recipient=f"p{n}", due=due, case_number=number)
            for n in range(4)
        ]
        new = samples.event(event_id, case_number=number, hub="norfolk" if i % 10 == 0 else "essex")
        samples.keep(service.register, new, *written)
    return service


def costs(service: Service) -> list[float]:
    """Processor time of each query in milliseconds: the middle of many calls."""
    client = TestClient(create_app(service, dev=False, today=lambda: listed.MADE_ON))
    client.headers["Authorization"] = f"Bearer {service.register.add_key('desk', KeyRole.HUB, 'essex')}"
    found = []
    for query in QUERIES:
        times = []
        for _ in range(CALLS):
            began = process_time()
            answer = client.get(query)
            times.append(1000 * (process_time() - began))
            assert answer.status_code == 200, answer.text
        found.append(sorted(times)[CALLS // 2])
    return found


def main() -> None:
    """Prints what each query costs, and how many times as much among many cases."""
    measured = []
    for cases in (FEW, MANY):
        with TemporaryDirectory() as folder:
            service = house(Path(folder), cases)
            measured.append(costs(service))
            service.register.close()
    for query, few, many in zip(QUERIES, *measured, strict=True):
        print(f"{query}: {few:.1f} ms of {FEW} cases, {many:.1f} ms of {MANY}, {many / few:.2f} times")


if __name__ == "__main__":
    main()
