"""What a week of lists costs: three courts of one Hub with 300 cases each: `python -m tests.bench.court_lists`.

The list on paper is made once more as WeasyPrint's manual shows, from the same HTML and styles, in turns, so that a
busy machine slows both. Only ratios mean something; nothing is asserted about time.
"""

from dataclasses import replace
from itertools import pairwise
from time import process_time

from correspondence import checks
from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.court.lists import LIST_PART
from correspondence.catalogue.letter import Letter
from correspondence.documents import DocumentForm, Text
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.lists.court_lists import make_list
from correspondence.rendering import compose, render
from correspondence.rendering.fonts import weasyprint
from correspondence.rendering.pdf import sheet
from correspondence.shipped import SHARED
from correspondence.writing import write_court_list
from tests import build, listed

COURTS = ("chelmsford", "ipswich", "norwich")
CASES = 300
STYLES = "".join((SHARED / name).read_text("utf-8") for name in ("sheet.css", "letter.css", "list.css"))
PAGE = "@page { margin: 12mm 15.1mm 15mm; @bottom-right { content: counter(page) } }"


def directory() -> Directory:
    """The example's, its one Hub serving three courts."""
    one = build.directory()
    courts = dict.fromkeys(COURTS, one.courts["chelmsford"])
    return replace(one, courts=courts, hubs={listed.HUB: replace(one.hubs[listed.HUB], courts=COURTS)})


def cases_of(court: str) -> tuple[CaseFile, ...]:
    """Its three hundred cases."""
    return tuple(replace(each, case=replace(each.case, court=court)) for each in listed.many(CASES))


def bare(letter: Letter, text: Text) -> float:
    """The seconds that WeasyPrint alone takes for the same table."""
    html = sheet(text, letter).replace("</head>", f"<style>{STYLES}{PAGE}</style></head>")
    start = process_time()
    weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return process_time() - start


def main() -> None:
    """Prints what each court's list costs, and how its PDF compares with a bare one."""
    known = directory()
    for court in COURTS:
        cases = cases_of(court)
        times = [process_time()]
        made = make_list(listed.HUB, court, listed.WEEK_OF, listed.MADE_ON, cases, known, None)
        times.append(process_time())
        letter = compose_list(made, known, listed.MADE_ON)
        text = compose(letter, "en", letter.kind.part(LIST_PART))
        times.append(process_time())
        documents = [render(text, letter, form) for form in letter.kind.part(LIST_PART).forms]
        times.append(process_time())
        checks.examine_list(letter, [text], documents, cases)
        times.append(process_time())
        steps = [later - earlier for earlier, later in pairwise(times)]
        parts = zip(("made", "composed", "rendered", "checked"), steps, strict=True)
        print(f"{court:11}", ", ".join(f"{name} {seconds:5.2f} s" for name, seconds in parts), flush=True)
        start = process_time()
        pages = render(text, letter, DocumentForm.PDF).pages
        ours, theirs = process_time() - start, bare(letter, text)
        per_row = f"{1000 * ours / len(made.rows):.1f} ms a row"
        print(f"{'':11} PDF of {pages} pages: {per_row}, {ours / theirs:.2f} times a bare WeasyPrint table", flush=True)
    whole = process_time()
    write_court_list(made, known, listed.MADE_ON, cases)
    print(f"one list whole, letter and checks: {process_time() - whole:.1f} s")


if __name__ == "__main__":
    main()
