"""What letters cost in processor time: `python -m tests.bench.letter_speed`.

The family of four of the example is posted, kept and checked: 27 documents, all processes that take part counted. Then
one letter, words and PDF, against WeasyPrint used as its manual shows, in a process of its own, the same HTML in turns,
so that a busy machine slows both. Every round has other names, addresses and dates: nothing is flattered by repeating
one letter. Only ratios mean something from one machine to another; nothing is asserted about time.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from correspondence import making
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, render
from correspondence.rendering.fonts import weasyprint
from correspondence.rendering.pdf import sheet
from correspondence.service import Service
from correspondence.shipped import SHARED
from correspondence.storage import Register
from tests import build

FAMILIES = 7
LETTERS = 20
WARM = 3
AUDIENCES = (Audience.ADULT, Audience.OLDER)
STYLES = "".join((SHARED / name).read_text("utf-8") for name in ("sheet.css", "letter.css"))
GIVEN = ("Tomasz", "Amira", "Jane", "Peter", "Ola", "Siobhan", "Wei", "Ana", "Grace", "Yusuf", "Zara", "Hal")
FAMILY = (
    "Kowalska",
    "Okafor",
    "Nguyen",
    "Evans",
    "Begum",
    "Hughes",
    "Patel",
    "Zielińska",
    "O'Brien",
    "Murphy",
    "Ahmed",
)


def family(number: int) -> build.Body:
    """The example's decision about a family of its own: other names, another street, other days."""
    chance = Random(number)
    event = build.body("hub_allocation_decided", {"event_id": f"bench-{number}"})
    case = event["case"]
    case["case_number"] = f"CM26P{number:05d}"
    for person in case["people"]:
        person["name"] |= {
            "given": chance.choice(GIVEN),
            "family": f"{chance.choice(FAMILY)}-{chance.choice(FAMILY)}",
        }
        if "address" in person:
            person["address"]["line_1"] = f"{chance.randrange(1, 900)} {chance.choice(('Example', 'Sample'))} Close"
    first = datetime(2027, 3, 1, tzinfo=UTC).date() + timedelta(weeks=chance.randrange(12))
    case["ordered_work"] |= {
        "filing_date": first.isoformat(),
        "next_hearing_on": (first + timedelta(weeks=8, days=chance.randrange(4))).isoformat(),
    }
    return event


def processor_time(process: int | str = "self") -> float:
    """The seconds of processor that a process has used, and every process that it started and that still runs."""
    place = Path("/proc") / str(process)
    _, fields = (place / "stat").read_text().rsplit(")", 1)
    own = sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")
    started = (child for task in place.glob("task/*/children") for child in task.read_text().split())
    return own + sum(map(processor_time, started))


def post_families() -> str:
    """What a family's letters cost, posted, kept and checked."""
    with TemporaryDirectory() as folder:
        register = Register.open(None, Path(folder), lambda: datetime(2026, 11, 19, 12, tzinfo=UTC))
        service = Service(register, build.directory())
        times, documents = [], 0
        for number in range(WARM + FAMILIES):
            raw = json.dumps(family(number)).encode()
            start = processor_time()
            outcome = service.take(raw, build.DECIDED_ON)
            times.append(processor_time() - start)
            documents = sum(len(letter.documents) for letter in outcome.letters)
    middle = statistics.median(times[WARM:])
    return f"a family of four, kept and checked: {middle:.2f} s of processor time, {documents} documents"


def letter_to(audience: Audience, number: int) -> Letter:
    """One letter of a family, in English."""
    event = build.read(family(number))
    every = letters(event, build.case_file(event), build.directory(), build.DECIDED_ON)
    return replace(next(letter for letter in every if letter.audience is audience), language="en")


def ours(letter: Letter) -> float:
    """The seconds that we take for the words and the PDF of a letter."""
    start = process_time()
    render(compose(letter, "en"), letter, DocumentForm.PDF)
    return process_time() - start


def naive(letter: Letter) -> float:
    """The seconds that WeasyPrint alone takes for the PDF of the same HTML."""
    html = sheet(compose(letter, "en"), letter).replace("</head>", f"<style>{STYLES}</style></head>")
    start = process_time()
    weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return process_time() - start


WAYS = {"ours": ours, "naive": naive}


def answer(way: str) -> None:
    """Measures each letter that is asked for, in a process of its own."""
    for line in sys.stdin:
        audience, number = line.split()
        print(WAYS[way](letter_to(Audience(audience), int(number))), flush=True)


def compare() -> Iterator[str]:
    """The median time of each way to make a letter, and how many times as fast ours is."""
    command = [sys.executable, "-m", "tests.bench.letter_speed"]
    asked = {
        way: subprocess.Popen([*command, way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for way in WAYS
    }

    def seconds(way: str, audience: Audience, number: int) -> float:
        to, answered = asked[way].stdin, asked[way].stdout
        if to is None or answered is None:
            raise BrokenPipeError
        print(audience.value, number, file=to, flush=True)
        return float(answered.readline())

    for audience in AUDIENCES:
        times = [[seconds(way, audience, number) for way in WAYS] for number in range(WARM + LETTERS)][WARM:]
        mine, theirs = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
        ratio = statistics.median(other / own for own, other in times)
        yield f"{audience:8} ours {mine:6.1f} ms   naive {theirs:6.1f} ms   {ratio:.2f} times as fast"
    for process in asked.values():
        process.communicate()


def main() -> None:
    """Prints what a family costs, and the comparison for an adult's letter and for an older child's."""
    print(post_families(), flush=True)
    making.close()
    for line in compare():
        print(line, flush=True)


if __name__ == "__main__":
    answer(sys.argv[1]) if sys.argv[1:] else main()
