"""What letters cost in processor time: `python -m tests.bench.letter_speed`.

The family of four of the example is posted, kept and checked: 27 documents, all processes that take part counted. Then
a letter to an adult, one to an older child and a court's list of 300 cases, words and PDF, against WeasyPrint used as
its manual shows (`naive`), the same HTML in turns, so that a busy machine slows all alike. Each also as we make it with
nothing kept from letter to letter. Every round has other names, addresses and dates: nothing is flattered by repeating
one letter. The most memory that each process has had so far stands beside its times. Only ratios mean something from
one machine to another; nothing is asserted about time.
"""

import gc
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
from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.court.lists import LIST_PART
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.documents import DocumentForm, Text
from correspondence.making.letters import warm
from correspondence.protocol.letters import Audience
from correspondence.protocol.lists.court_lists import make_list
from correspondence.rendering import compose, fast, render
from correspondence.rendering.pdf import sheet
from correspondence.service import Service
from correspondence.shipped import FONTS, SHARED
from correspondence.storage import Register
from tests import build, listed

FAMILIES = 7
WARM = 3
CASES = 300
LIST = "list"
SORTS = {Audience.ADULT.value: 20, Audience.OLDER.value: 20, LIST: 3}
"""How many rounds each is measured in."""

OURS = ("-m", "tests.bench.letter_speed")
PLAIN = {fast.SETTING: "no"}
STYLES = "".join((SHARED / name).read_text("utf-8") for name in ("sheet.css", "letter.css"))
WIDE = f"{(SHARED / 'list.css').read_text('utf-8')} @page {{ margin: 12mm 15.1mm 15mm }}"
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


def post_families() -> None:
    """Posts a family for each number that is read, and answers what it cost, kept and checked, and its documents."""
    with TemporaryDirectory() as folder:
        register = Register.open(None, Path(folder), lambda: datetime(2026, 11, 19, 12, tzinfo=UTC))
        service = Service(register, build.directory())
        for line in sys.stdin:
            raw = json.dumps(family(int(line))).encode()
            start = processor_time()
            outcome = service.take(raw, build.DECIDED_ON)
            documents = sum(len(letter.documents) for letter in outcome.letters)
            print(processor_time() - start, documents, flush=True)
    making.close()


def letter_to(audience: Audience, number: int) -> Letter:
    """One letter of a family, in English."""
    event = build.read(family(number))
    every = letters(event, build.case_file(event), build.directory(), build.DECIDED_ON)
    return replace(next(letter for letter in every if letter.audience is audience), language="en")


def list_of_300(number: int) -> Letter:
    """A court's list, of other cases for each number."""
    cases = tuple(map(listed.case, range(1 + CASES * number, 1 + CASES * (number + 1))))
    known = build.directory()
    made = make_list(listed.HUB, listed.COURT, listed.WEEK_OF, listed.MADE_ON, cases, known, None)
    return compose_list(made, known, listed.MADE_ON)


def letter_of(sort: str, number: int) -> Letter:
    """What is measured, by what it is called."""
    return list_of_300(number) if sort == LIST else letter_to(Audience(sort), number)


def words_of(letter: Letter) -> Text:
    """The words that are measured: of a letter, or of a list the list itself."""
    parts = {part.name: part for part in letter.kind.parts}
    return compose(letter, "en", parts.get(LIST_PART))


def ours(letter: Letter) -> float:
    """The seconds that we take for the words and the PDF of a letter."""
    start = process_time()
    render(words_of(letter), letter, DocumentForm.PDF)
    return process_time() - start


def html_of(sort: str, number: int) -> str:
    """The HTML of a letter with its styles within it, in one line."""
    letter = letter_of(sort, number)
    styles = STYLES + (WIDE if sort == LIST else "")
    html = sheet(words_of(letter), letter)
    return json.dumps(html.replace("</head>", f"<style>{styles}</style></head>"))


def answer() -> None:
    """Measures each letter that is asked for, as a worker makes it."""
    warm()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        sort, number = line.split()
        print(ours(letter_of(sort, int(number))), flush=True)


class Asked:
    """A process that measures what it is asked."""

    def __init__(self, *command: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def __call__(self, line: str) -> tuple[float, ...]:
        to, answered = self._process.stdin, self._process.stdout
        if to is None or answered is None:
            raise BrokenPipeError
        print(line, file=to, flush=True)
        return tuple(map(float, answered.readline().split()))

    def peak(self) -> float:
        """The most memory that it has had so far, in MB."""
        told = (Path("/proc") / str(self._process.pid) / "status").read_text().split("VmHWM:")[1]
        return int(told.split()[0]) / 1024

    def end(self) -> None:
        """Ends it."""
        self._process.communicate()


def compare_families() -> Iterator[str]:
    """What a family costs, with and without what is kept from letter to letter."""
    ways = {"ours": Asked(*OURS, "post"), "plain": Asked(*OURS, "post", **PLAIN)}
    answers = [[ask(str(number)) for ask in ways.values()] for number in range(WARM + FAMILIES)][WARM:]
    mine, plain = (statistics.median(each[0] for each in column) for column in zip(*answers, strict=True))
    ratio = statistics.median(without[0] / own[0] for own, without in answers)
    documents = answers[0][0][1]
    yield f"a family of four, kept and checked: {mine:.2f} s of processor time, {documents:.0f} documents"
    yield f"  with nothing kept from letter to letter {plain:.2f} s, {ratio:.2f} times as long"
    for each in ways.values():
        each.end()


def compare() -> Iterator[str]:
    """The median time of each way to make a letter, and how many times as fast ours is."""
    script = str(Path(__file__).with_name("naive.py"))
    ways = {
        "ours": Asked(*OURS, "answer"),
        "plain": Asked(*OURS, "answer", **PLAIN),
        "naive": Asked(script, FONTCONFIG_FILE=str(FONTS / "fonts.conf"), BASE_URL=f"{SHARED.as_uri()}/"),
    }

    def seconds(way: str, sort: str, number: int) -> float:
        return ways[way](html_of(sort, number) if way == "naive" else f"{sort} {number}")[0]

    for sort, rounds in SORTS.items():
        warm_rounds = min(WARM, rounds - 1)
        times = [[seconds(way, sort, number) for way in ways] for number in range(warm_rounds + rounds)][warm_rounds:]
        columns = dict(zip(ways, zip(*times, strict=True), strict=True))
        told = "   ".join(f"{way} {statistics.median(column) * 1000:6.1f} ms" for way, column in columns.items())
        ratio = statistics.median(naive / own for own, _, naive in times)
        peaks = ", ".join(f"{way} {ask.peak():.0f} MB" for way, ask in ways.items())
        yield f"{sort:8} {told}   {ratio:.2f} times as fast as naive; at most {peaks}"
    for each in ways.values():
        each.end()


def main() -> None:
    """Prints what a family costs, and the comparison for a letter to an adult, to an older child, and a list."""
    for lines in (compare_families(), compare()):
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    {"post": post_families, "answer": answer}.get("".join(sys.argv[1:]), main)()
