"""A delivery taken into a catalogue and its ledger: all of it or nothing."""

from collections.abc import Sequence
from datetime import date

from correspondence.ledger import Review, as_rows, catalogue_file, rows_of
from correspondence.ledger.catalogue import sentence_of
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason, Refused

from .catalogues import as_po, brought_up_to_date, key_of, opened
from .delivery import Delivery, Returned, Stage, refusal
from .letters import with_its_letters
from .packs import Unit, pack_of
from .rules import broken_by


@record
class Taken:
    """What a language's files become: its catalogue and its ledger, how many sentences came, and how many are others.

    `reviewed`: how many of them came marked as reviewed.
    """

    language: str
    catalogue: str
    ledger: str
    sentences: int
    changed: int
    reviewed: int


def take(delivery: Delivery, people: Sequence[str], on: date) -> Taken:
    """What the files of the language become, *people* having reviewed *on* that day what came marked as reviewed.

    Raises `Refused`, naming each unit and the rule that it breaks.
    """
    units = _matched(delivery)
    text = brought_up_to_date(catalogue_file(delivery.language).read_text("utf-8"))
    catalogue = opened(text)
    messages = {key_of(message): message for message in catalogue if message.id}
    changed, rows = 0, list(rows_of(delivery.language))
    reviewed = 0
    for unit, came in units:
        said = tuple(each.target for each in came)
        message = messages[unit.place.key]
        changed += said != tuple(form.said for form in unit.forms) or message.fuzzy
        message.string = said if len(unit.place.english) > 1 else said[0]
        message.flags.discard("fuzzy")
        message.previous_id = []
        if all(each.stage >= Stage.REVIEWED for each in came):
            reviewed += 1
            sentence = sentence_of(message, catalogue)
            rows += [Review(english=sentence.key[1], hash=sentence.hash, by=by, on=on) for by in people]
    return Taken(
        language=delivery.language,
        catalogue=with_its_letters(as_po(catalogue, text), delivery.language),
        ledger=as_rows(rows),
        sentences=len(units),
        changed=changed,
        reviewed=reviewed,
    )


def _matched(delivery: Delivery) -> list[tuple[Unit, tuple[Returned, ...]]]:
    """Each sentence of today's letters that came back, with its forms. Raises `Refused`."""
    came = {each.id: each for each in delivery.units}
    known = {form.id: (unit, form) for unit in pack_of(delivery.language).units for form in unit.forms}
    faults: list[Reason] = [
        refusal(f"unit {name}", "english_changed", "no letter says its English any more: export a new pack")
        for name in came
        if name not in known
    ]
    for name, returned in came.items():
        if name in known:
            faults += broken_by(*known[name], returned)
    units = list({unit.id: unit for name, (unit, _) in known.items() if name in came}.values())
    for unit in units:
        lacking = [form.id for form in unit.forms if form.id not in came]
        faults += [refusal(f"unit {name}", "plural_form", "this form of the sentence is missing") for name in lacking]
    if faults:
        raise Refused(faults)
    return [(unit, tuple(came[form.id] for form in unit.forms)) for unit in units]
