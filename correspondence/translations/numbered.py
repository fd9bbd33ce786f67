"""The English of a pack's letters to read from paper, each sentence with the number of its unit."""

import re
from html import escape

from correspondence.ledger import PLACEHOLDERS
from correspondence.ledger.placeholders import PLACE

from .packs import Pack, Section, Unit
from .xliff import READERS

_STRONG = re.compile(r"&lt;(/?)strong&gt;")


def as_html(pack: Pack) -> str:
    """One document: a letter after another, with examples where a letter has a name, a day or a number."""
    title = f"Letters to translate: {pack.language}"
    return (
        f'<html lang="en" dir="ltr"><head><meta charset="utf-8"/><title>{escape(title)}</title></head>'
        f'<body class="plain"><article lang="en" dir="ltr"><h1>{escape(title)}</h1>'
        "<p>The number before a sentence is that of its unit in the XLIFF file. A sentence that several letters say has"
        " one number. Names, days and numbers are examples. Not every letter says each of its sentences.</p>"
        f"{''.join(map(_section, pack.sections))}</article></body></html>"
    )


def _section(section: Section) -> str:
    letter = section.letter
    heading = escape(f"{letter.title}, to {READERS[letter.audience]} ({letter.name})")
    return f"<h2>{heading}</h2>{''.join(map(_sentence, section.every))}"


def _sentence(unit: Unit) -> str:
    forms = " / ".join(map(_with_examples, unit.place.english))
    return f"<p>{unit.number}. {forms}</p>"


def _with_examples(english: str) -> str:
    said = PLACE.sub(lambda found: PLACEHOLDERS[found[1]].example, english).replace("%%", "%")
    return _STRONG.sub(r"<\1strong>", escape(said, quote=False))
