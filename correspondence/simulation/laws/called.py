"""Who was written to in a language that they do not read is called (ours): a part of law 2."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from correspondence.simulation.seen import SeenLetter

from .facts import Facts, happened_on
from .letters import FAMILY, sent_on

_ENGLISH = "en"


def not_called(
    facts: Facts, letters: tuple[SeenLetter, ...], duties: tuple[Mapping[str, Any], ...]
) -> Iterator[tuple[SeenLetter, str]]:
    """Letters sent in English alone, whose reader reads another language: nobody spoke with them, or is told to."""
    told = {x.get("person_id") for x in duties if x["duty"] == "call_with_interpreter"}
    for letter in () if facts.closed else letters:
        went = sent_on(letter)
        if went is None or letter.recipient in facts.dead or not _cannot_read(letter, facts):
            continue
        if letter.recipient not in told and not _was_spoken_with(letter.recipient, facts, went):
            yield letter, f"a {letter.kind} went in English to a reader of another language, and nobody is told to call"


def _cannot_read(letter: SeenLetter, facts: Facts) -> bool:
    """Whether its reader, as they are known now, reads neither English nor another language that it is written in."""
    person = facts.people.get(letter.recipient) if letter.audience in FAMILY else None
    own = {_base(letter.language)} if person is None else {_base(letter.language), _base(_language(person))}
    written = {_base(x.language) for x in letter.documents if x.copy_to is None}
    return person is not None and _ENGLISH not in own and not own & written


def _was_spoken_with(person_id: str, facts: Facts, since: date) -> bool:
    own = _base(_language(facts.people[person_id]))
    return any(
        e["with_person"] == person_id and (e["how"] == "interpreter" or _base(e["spoken_language"]) == own)
        for e in facts.of_type("contact_made")
        if happened_on(e) >= since
    )


def _language(person: Mapping[str, Any]) -> str:
    return str(person.get("language") or _ENGLISH)


def _base(tag: str) -> str:
    return tag.split("-")[0].lower()
