"""What a thousand cases cost whoever asks about a few of them: `python -m tests.bench.many_cases`.

`GET /duties` is compared with folding every case, and a court's list of three hundred rows with the rendering of its
own documents, in turns, so that a busy machine slows both. Only ratios mean something; nothing is asserted about time.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch

from starlette.testclient import TestClient

from api.app import create_app
from correspondence import rendering
from correspondence.cases import CaseFiles
from correspondence.service import Service
from correspondence.storage import KeyRole, Register
from tests import build, listed

CASES, ROWS = 1000, 300
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def house(folder: Path) -> Service:
    """A register with a thousand cases of one Hub, three in ten of them of one court; every third was reviewed."""
    one = build.directory()
    hub = replace(one.hubs["essex"], courts=("chelmsford", "basildon"))
    known = replace(one, hubs={"essex": hub}, courts=one.courts | {"basildon": one.courts["chelmsford"]})
    service = Service(Register.open(None, folder, lambda: NOW), known)
    for i in range(1, CASES + 1):
        court = "chelmsford" if i <= ROWS else "basildon"
        listed.keep(service, i, {"case.court": court}, reviewed=i % 3 == 0)
    return service


def ask_duties(service: Service) -> None:
    """Print what `GET /duties` costs, the worst of five calls, and what folding every case would."""
    client = TestClient(create_app(service, dev=False, today=lambda: listed.MADE_ON))
    client.headers["Authorization"] = f"Bearer {service.register.add_key('desk', KeyRole.HUB, 'essex')}"
    times = []
    for _ in range(5):
        began = process_time()
        answer = client.get("/duties?hub=essex")
        times.append(process_time() - began)
    began = process_time()
    for number in service.register.open_cases():
        service.duties_of(number, listed.MADE_ON)
    folding = process_time() - began
    print(f"/duties of {CASES} cases, {len(answer.json())} duties: {max(times):.2f} s, folding them {folding:.2f} s")


def make_list(service: Service) -> None:
    """Print what a court's list costs, against the writing and rendering of its documents."""
    rendered = [0.0]

    def timed(make: Callable[..., object]) -> Callable[..., object]:
        def making(*given: object, **more: object) -> object:
            began = process_time()
            try:
                return make(*given, **more)
            finally:
                rendered[0] += process_time() - began

        return making

    began = process_time()
    with (
        patch.object(rendering, "compose", timed(rendering.compose)),
        patch.object(rendering, "render", timed(rendering.render)),
    ):
        read = CaseFiles(service.register)
        service.lists.keep("essex", "chelmsford", listed.WEEK_OF, listed.MADE_ON, read, None)
    whole = process_time() - began
    print(f"a list of {ROWS} rows out of {CASES} cases: {whole:.1f} s, {whole / rendered[0]:.2f} times its rendering")


def main() -> None:
    """Prints both."""
    with TemporaryDirectory() as folder:
        service = house(Path(folder))
        ask_duties(service)
        make_list(service)
        service.register.close()


if __name__ == "__main__":
    main()
