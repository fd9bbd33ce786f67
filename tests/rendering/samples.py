"""Letters to render: those of the example event, each test changing only what it is about."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from gettext import NullTranslations
from typing import Any

from babel.messages import Catalog
from jinja2 import DictLoader

from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.catalogue.reader import Envelope
from correspondence.catalogue.reconcile import letters
from correspondence.directory_file import read_directory
from correspondence.documents import Block, Heading, Listing, Paragraph, Table, Text
from correspondence.protocol.case.people import Route
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Audience
from correspondence.reading import read_event
from correspondence.rendering import Composer
from correspondence.rendering.languages import compiled
from correspondence.shipped import FOLDER as ROOT

DATED = date(2026, 11, 23)
LINES = ("Mr Tomasz Sample-Wiśniewski", "Flat 3", "18 Example Street", "Chelmsford", "CM1 1QH")


@cache
def examples() -> tuple[Letter, ...]:
    """The letters of `examples/hub_allocation_decided.json`: father, mother, older and younger child."""
    event = read_event((ROOT / "examples/hub_allocation_decided.json").read_bytes())
    directory = read_directory(ROOT / "examples/directory.yaml")
    return letters(event, fold([event]), directory, DATED)


def to(name: str = "Mr Sample-Wiśniewski", lines: tuple[str, ...] = LINES, **view: Any) -> Letter:
    """The father's letter in English, to somebody of another name or address, or with another view."""
    letter = next(x for x in examples() if x.audience is Audience.ADULT)
    seen = replace(letter.view, name=name, **view)
    return replace(letter, view=seen, language="en", envelope=Envelope(route=Route.POST, lines=lines))


def to_child(audience: Audience, *, own_page: bool = False) -> Letter:
    """A child's letter, at the address of whom it lives with."""
    letter = next(x for x in examples() if x.audience is audience)
    lines = ("Zofia Sample-Wiśniewska", "2 Placeholder Close", "Colchester", "CO1 1JN")
    return replace(letter, language="en", envelope=Envelope(route=Route.POST, lines=lines, own_page=own_page))


def view_of(letter: Letter) -> RecipientView:
    """What a family's letter may say."""
    assert isinstance(letter.view, RecipientView)
    return letter.view


LETTER = to()
VIEW = view_of(LETTER)


def words(text: str) -> list[str]:
    """The words of a text in order, without marks of direction or punctuation."""
    return re.findall(r"\w+", re.sub("[\u200e\u200f\u2066-\u2069]", "", text))


def words_of(text: Text) -> list[str]:
    """The words of a text's blocks, in order."""
    return [word for block in text.blocks for runs in _lines(block) for word in words(runs)]


def _lines(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return ["".join(run.text for run in block.runs)]
        case Listing():
            return ["".join(run.text for run in item) for item in block.items]
        case Table():
            return [block.caption, *block.header, *(cell for row in block.rows for cell in row)]


WHAT_WE_ARE = "A body of the public"


def composer(body: str, catalogue: dict[str, str] | None = None, **templates: str) -> Composer:
    """A composer whose letter to an adult is *body*, in an article, with a catalogue of sentences for any language."""
    article = f'<article lang="{{{{ language }}}}" dir="{{{{ direction }}}}"><h1>Title</h1>{body}</article>'
    foot = {"shared/page_line.html": "{{ page }} / {{ pages }}", "shared/foot_line.html": WHAT_WE_ARE}
    loader = DictLoader({"letters/hub_letter/adult.html": article, **foot, **templates})

    def sentences(language: str) -> NullTranslations:
        if language == "en":
            return NullTranslations()
        made = Catalog(locale=language)
        for source, said in (catalogue or {}).items():
            made.add(source, said)
        return compiled(made)

    return Composer(loader, sentences)
