"""What somebody wrote in several paragraphs is printed in several, by the type of the field: no new kind can forget it.

The fields are found in the types of the events, the letters in the golden scenarios of every kind.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any, get_args, get_type_hints

import docx
import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.checks.pdf_contents import read_pdf
from correspondence.checks.wording import lines_of
from correspondence.documents import DocumentForm
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.words.prose import Prose
from correspondence.reading import AnyIncoming
from correspondence.rendering import compose, render
from correspondence.rendering.failures import Failure
from correspondence.rendering.words import Unprintable, printable
from tests import build
from tests.golden.area_scenarios import AreaScenario
from tests.golden.scenarios import CaseScenario, places

NEVER_PRINTED = frozenset(
    {
        ("Override", "reason"),
        ("Case", "status_reason"),
        ("Correction", "reason"),
        ("AreaCorrection", "reason"),
        ("DetailsChanged", "reason"),
        ("ContactMade", "summary"),
    }
)
"""Free text that stays with us: why a rule was departed from, why something was put right or learnt, what was said."""


def _free_texts(of: Any, seen: set[Any]) -> Iterator[tuple[str, str]]:
    """The fields of free text in a type of ours and in all that it holds: the record's name and the field's."""
    for inside in get_args(of):
        yield from _free_texts(inside, seen)
    if isinstance(of, type) and is_dataclass(of) and of not in seen:
        seen.add(of)
        for name, hint in get_type_hints(of, include_extras=True).items():
            if "Prose" in repr(hint):
                yield of.__name__, name
            yield from _free_texts(hint, seen)


def free_texts() -> frozenset[tuple[str, str]]:
    return frozenset(_free_texts(AnyIncoming, set()))


class _Breaking:
    """Puts a text of two paragraphs, each with its number, in the place of every free text of an event."""

    def __init__(self) -> None:
        self.fields: list[tuple[str, str]] = []

    def broken(self, value: Any, at: tuple[str, str] = ("", "")) -> Any:
        if isinstance(value, Prose):
            self.fields.append(at)
            number = len(self.fields)
            return Prose(f"First point {number}.\n\n  Second point {number}. ")
        if isinstance(value, tuple):
            return tuple(self.broken(each, at) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            owner = next(one for one in type(value).__mro__ if is_dataclass(one)).__name__
            changed = {f.name: self.broken(getattr(value, f.name), (owner, f.name)) for f in fields(value)}
            return replace(value, **changed)
        return value


@cache
def _printed() -> tuple[frozenset[tuple[str, str]], tuple[str, ...]]:
    """The fields of free text that some letter prints, and every field whose paragraphs run together or are lost."""
    printed: set[tuple[str, str]] = set()
    faults: list[str] = []
    for scenario in (place.read() for place in places()):
        if not isinstance(scenario, CaseScenario | AreaScenario):
            continue
        breaking = _Breaking()
        broken = replace(scenario, received=breaking.broken(scenario.received))
        for _, text in broken.texts():
            lines = [part for line in lines_of(text) for part in line.split("\n")]
            for number, at in enumerate(breaking.fields, 1):
                first, second = f"First point {number}.", f"Second point {number}."
                having = [line for line in lines if first in line or second in line]
                printed |= {at} if having else set()
                if any(first in line and second in line for line in having) or (
                    sum(first in line for line in having) != sum(second in line for line in having)
                ):
                    faults.append(f"{scenario.kind}: {'.'.join(at)}")
    return frozenset(printed), tuple(faults)


def test_no_letter_runs_two_paragraphs_of_somebodys_words_together() -> None:
    _, faults = _printed()
    assert faults == ()


def test_every_free_text_of_an_event_is_printed_by_some_letter_or_known_to_stay_with_us() -> None:
    printed, _ = _printed()
    assert len(free_texts()) > 30
    assert free_texts() - printed == NEVER_PRINTED


POINTS = ("First point.", "Second point.", "A new paragraph.", "• bullet A", "• bullet B")
PASTED = "First point.\r\nSecond point.\n\nA new paragraph.\x0b• bullet A\u2028• bullet B"


def _paragraphs_of(form: DocumentForm, content: bytes) -> list[str]:
    """Every paragraph of a document, whatever its form."""
    if form is DocumentForm.DOCX:
        return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    if form is DocumentForm.HTML:
        return [part.split("<")[0] for part in content.decode("utf-8").split(">")]
    if form is DocumentForm.TXT:
        return content.decode("utf-8").split("\n")
    return [leaf.text.strip() for root in read_pdf(content).tree for leaf in root.leaves()]


SOMEBODYS_WORDS: tuple[tuple[str, AnyEvent], ...] = (
    ("extension_application", build.extension_needed({"reason": PASTED})),
    ("update", build.update_due({"notes": [{"person_id": "p1", "language": "en", "text": PASTED}]})),
    ("risk_notice", build.risk_increased({"summary": PASTED})),
    ("answer_to_court", build.court_challenged({"direction": PASTED})),
    ("review_record", build.review({"rationale": PASTED})),
)


@pytest.mark.parametrize(("kind", "event"), SOMEBODYS_WORDS, ids=[kind for kind, _ in SOMEBODYS_WORDS])
def test_a_pasted_text_keeps_its_paragraphs_in_every_form(kind: str, event: AnyEvent) -> None:
    case_file = build.case_file(build.decision(), event)
    written = letters(event, case_file, build.directory(), event.occurred_on)
    letter = next(one for one in written if one.kind.code == kind and one.free_text)
    for part in letter.kind.parts:
        text = compose(letter, "en", part)
        if part.name == "draft_order":
            continue  # an order gives no reasons
        for form in part.forms:
            content = render(text, letter, form).content
            found = [each for each in _paragraphs_of(form, content) if each in POINTS]
            assert tuple(found) == POINTS, (part.name, form)


def test_a_template_cannot_print_somebodys_words_in_one_piece() -> None:
    with pytest.raises(Unprintable) as refused:
        printable(build.review({"rationale": PASTED}).rationale)
    assert refused.value.code is Failure.UNPRINTABLE_VALUE
