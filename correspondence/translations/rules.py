"""What a translation has to keep of its English before a catalogue takes it."""

import re
from collections import Counter
from collections.abc import Iterator

from correspondence.ledger import PLACEHOLDERS, is_broken, tells_apart
from correspondence.protocol.letters import CHILDREN
from correspondence.protocol.refusals import Reason

from .delivery import Returned, Stage, refusal
from .packs import Form, Unit

_CODES = re.compile(r"%\(\w+\)s|</?strong>")
_STRONG = re.compile(r"</?strong>")
_MAY_GO = Counter({f"%({name})s": 1 for name, place in PLACEHOLDERS.items() if place.may_go})
_COUNT = "%(count)s"
NUMBER_IN_PIECES = re.compile(r"[0-9] (?=[0-9])")
"""A number in groups that turn round in a right-to-left sentence, and may end up on two lines in any."""
FORBIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u061c\u0640\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, ends of lines, marks of direction, which the program sets itself, and stretched letters."""


def broken_by(unit: Unit, form: Form, returned: Returned) -> Iterator[Reason]:
    """The rules that what came back for a form of a sentence breaks."""
    where = f"unit {returned.id}"
    if returned.source != form.english:
        yield refusal(where, "source_changed", "its English is not that of the pack")
        return
    is_untouched = unit.is_draft and returned.stage is Stage.INITIAL and returned.target == form.said
    if not returned.target or is_untouched:
        yield refusal(where, "not_translated", "it has no translation of this English")
        return
    yield from (refusal(where, rule, detail) for rule, detail in _faults(unit, form, returned.target))


def _faults(unit: Unit, form: Form, said: str) -> Iterator[tuple[str, str]]:
    english = unit.place.english
    needed, allowed, found = (Counter(_CODES.findall(each)) for each in (english[0], english[-1], said))
    if lost := needed - _MAY_GO - found:
        yield "placeholder_lost", f"it lacks {', '.join(sorted(lost))}"
    if added := found - (needed | allowed):
        yield "placeholder_added", f"it has {', '.join(sorted(added))}, and its English has not"
    if _STRONG.findall(said) != ["<strong>", "</strong>"] * (len(_STRONG.findall(said)) // 2):
        yield "strong_broken", "what is strong does not end, or does not begin"
    if len(form.counts) > 1 and _COUNT in english[-1] and _COUNT not in said:
        yield "plural_form", "this form serves several numbers, so it has to give the number"
    if is_broken(said):
        yield "alternatives_broken", "{for a man|for a woman|for others} holds two or three words or phrases, no codes"
    elif tells_apart(said) and any(letter.rpartition(".")[2] in CHILDREN for letter in unit.letters):
        yield "alternatives_to_a_child", "a child reads it too, who is spoken to as neither man nor woman"
    if NUMBER_IN_PIECES.search(said):
        yield "number_in_pieces", "its digits stand apart by plain spaces: no-break spaces keep a number together"
    if FORBIDDEN.search(said):
        yield "forbidden_character", "it has a control character, a mark of direction or a stretched letter"
