"""How fast a letter is made, against WeasyPrint used as its manual shows: `python -m tests.bench.letter_speed`.

Both make the same PDF/UA-1 from the same HTML, in turns, so that a busy machine slows both. Ours writes the words too.
Only the ratio means something; nothing is asserted about time.
"""

import statistics
from collections.abc import Callable
from time import process_time

from correspondence.catalogue.letters import Letter
from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, render
from correspondence.rendering.fonts import weasyprint
from correspondence.rendering.pdf import sheet
from correspondence.shipped import SHARED
from tests.rendering.samples import LETTER, to_child

ROUNDS = 30
STYLES = "".join((SHARED / name).read_text("utf-8") for name in ("sheet.css", "letter.css"))


def seconds(make: Callable[[], object]) -> float:
    """The processor time that *make* takes."""
    start = process_time()
    make()
    return process_time() - start


def compare(letter: Letter) -> str:
    """The median time of each way to make one letter, and how many times as fast ours is."""
    html = sheet(compose(letter, "en"), letter).replace("</head>", f"<style>{STYLES}</style></head>")

    def ours() -> object:
        return render(compose(letter, "en"), letter, DocumentForm.PDF)

    def naive() -> object:
        return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")

    ours()
    naive()
    times = [(seconds(ours), seconds(naive)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    ratio = statistics.median(other / own for own, other in times)
    return f"{letter.audience:8} ours {mine:6.1f} ms   naive {theirs:6.1f} ms   {ratio:.2f} times as fast"


def main() -> None:
    """Prints the comparison for an adult's letter and for an older child's."""
    for letter in (LETTER, to_child(Audience.OLDER)):
        print(compare(letter), flush=True)


if __name__ == "__main__":
    main()
