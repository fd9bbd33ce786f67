"""How often the search for secrets cries wolf: two hundred ordinary families, every letter in every form.

Run by hand: `python -m tests.bench.false_alarms [FAMILIES]`. It prints how many letters were written, how many would be
held or ask to be acknowledged for the search alone, and each such finding.
"""

import sys
from collections import Counter
from time import process_time

from correspondence.catalogue.reconcile import letters
from correspondence.documents import Finding
from correspondence.writing import write
from tests import build
from tests.disclosure.families import FAMILIES, events

SEARCHED = ("disclosure.", "possible_disclosure.", "refuge_word")


def false_alarms(number: int) -> tuple[int, int, list[tuple[str, Finding]]]:
    """Of one family: how many letters and documents there are, and what the search finds in any of them."""
    read = [build.read(body) for body in events(number)]
    written = documents = 0
    found: list[tuple[str, Finding]] = []
    for event in read:
        case_file = build.case_file(read[0], *(() if event is read[0] else (event,)))
        for letter in letters(event, case_file, build.directory(), event.occurred_on):
            done = write(letter, case_file, build.directory())
            written, documents = written + 1, documents + len(done.documents)
            alarms = (finding for finding in done.findings if finding.code.startswith(SEARCHED))
            found += ((f"family {number}, {letter.kind.code} to {letter.recipient}", alarm) for alarm in alarms)
    return written, documents, found


def main(families: int) -> int:
    """Print the figures; 1 where there is any false alarm."""
    began, totals, codes = process_time(), Counter[str](), Counter[str]()
    for number in range(families):
        written, documents, found = false_alarms(number)
        totals.update(letters=written, documents=documents, alarms=len(found))
        codes.update(finding.code for _, finding in found)
        for whose, finding in found:
            print(f"{whose}: {finding.code} at {finding.where}")
    print(f"{families} families, {totals['letters']} letters, {totals['documents']} documents: ", end="")
    print(f"{totals['alarms']} false alarms {dict(codes)}, {process_time() - began:.0f} s of processor time")
    return 1 if totals["alarms"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else FAMILIES))
