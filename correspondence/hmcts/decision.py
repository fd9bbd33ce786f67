"""The decision file: what the feed does not hold. A named person decided it, so it is read strictly.

It may close what the feed opens and never open what the feed closes. A case that cannot be read is listed and
stops no other; a file that cannot be read at all is refused.
"""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints, TypeAdapter, ValidationError

from correspondence.protocol.case.annex_a import Category
from correspondence.protocol.case.case import Feature, OrderedWork
from correspondence.protocol.case.people import Detail, Form, LetterVersion, Role, SafeContact
from correspondence.protocol.events import Override, RecordedBy, Screened
from correspondence.protocol.fields import CaseNumber, FreeText, Key, LanguageTag, Line, PersonId, SecureEmail
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason

from .json_text import Repeated, Unreadable, has_control, read_json, refuse
from .problems import Notes, Problem, Rule

FILE = "decision"
HmctsCaseId = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")]


@record
class RepresentativeDecision:
    """What the feed does not hold of a solicitor: the CJSM address above all. What stands here wins."""

    email: SecureEmail
    name: Line | None = None
    firm: Line | None = None
    dx: Line | None = None


@record
class PersonDecision:
    """What was decided for one person of the feed, under the id of their entry there.

    `role` is for `otherPartyInTheCaseRevised` and `otherPeopleInTheCaseTable` alone: the feed does not tell
    whether those are parties. `may_be_known_by_others` leaves open at most what it lists. `representative`: where their
    solicitor is written to. `who` is for whoever fills the file in, and is not read.
    """

    who: Line | None = None

    role: Literal[Role.OTHER_PARTY, Role.CARER] | None = None
    title: Line | None = None
    safe_contact: SafeContact | None = None
    letter_version: LetterVersion | None = None
    language: LanguageTag | None = None
    form: Form | None = None
    may_be_known_by_others: frozenset[Detail] | None = None
    identity_withheld: bool = False
    in_refuge: bool = False
    lives_with: tuple[PersonId, ...] | None = None
    representative: RepresentativeDecision | None = None


@record
class CaseDecision:
    """What was decided for one case. Days that stand here win over those of the feed."""

    case_number: CaseNumber | None = None
    court: Key
    category: Category
    priority_status: int
    status_reason: FreeText | None = None
    unresolved_features: tuple[Feature, ...] = ()
    spip_advised: bool
    ordered_work: OrderedWork
    screened: Screened
    urgent: bool
    override: Override | None = None
    people: dict[PersonId, PersonDecision]


@record
class Decision:
    """The whole file: one sitting of one person for one Hub. `cases` are under HMCTS's case ids."""

    occurred_on: date
    recorded_by: RecordedBy
    hub: Key
    cases: dict[HmctsCaseId, CaseDecision]


@record
class Decided:
    """What was decided for one person, and where in the decision file."""

    at: str
    what: PersonDecision


def decided_for(case: CaseDecision, person_id: str | None) -> Decided:
    """What holds for a person: an empty decision where the file says nothing of them."""
    for place, (key, what) in enumerate(case.people.items()):
        if key == person_id:
            return Decided(at=f"{FILE}.people[{place}]", what=what)
    return Decided(at=f"{FILE}.people", what=PersonDecision())


_DECISION = TypeAdapter(Decision)
_NAMED = (
    *(Decision, RecordedBy, CaseDecision, OrderedWork, Screened, Override, PersonDecision, SafeContact),
    RepresentativeDecision,
)
_FIELDS = frozenset(f.name for record_type in _NAMED for f in fields(record_type))


def read_decision(raw: bytes) -> tuple[Decision, tuple[Problem, ...]]:
    """The decision file *raw* without the cases that cannot be read, and a problem for each fault of those.

    Raises `Unreadable` for what is wrong outside the cases, for a key given twice and for control characters.
    """
    document = read_json(raw, FILE)
    _refuse_the_ambiguous(document)
    try:
        return _validated(document), ()
    except ValidationError as error:
        in_cases = _faults_by_case(error)
        if not in_cases or not isinstance(document, dict):
            raise Unreadable(_reasons(error, document)) from None
        problems = tuple(p for case_id, faults in in_cases.items() for p in _problems(case_id, faults, document))
        cases = {key: case for key, case in document["cases"].items() if key not in in_cases}
    try:
        return _validated({**document, "cases": cases}), problems
    except ValidationError as error:
        raise Unreadable(_reasons(error, document)) from None


def _validated(document: object) -> Decision:
    return _DECISION.validate_json(json.dumps(document), strict=True)


def _refuse_the_ambiguous(document: object) -> None:
    inside = [document]
    while inside:
        value = inside.pop()
        if isinstance(value, Repeated):
            refuse(FILE, "repeated_key", "a key is given twice")
        if isinstance(value, str) and has_control(value):
            refuse(FILE, "control_character", "a text holds a control character")
        if isinstance(value, dict):
            inside += [*value.keys(), *value.values()]
        if isinstance(value, list):
            inside += value


_Fault = tuple[tuple[int | str, ...], str]
"""Where, and what is wrong there. Neither holds a value."""


def _faults(error: ValidationError) -> Iterable[_Fault]:
    return ((e["loc"], e["msg"]) for e in error.errors(include_input=False, include_url=False, include_context=False))


def _faults_by_case(error: ValidationError) -> dict[str, list[_Fault]]:
    found: dict[str, list[_Fault]] = {}
    for place, said in _faults(error):
        if len(place) > 1 and place[0] == "cases":
            found.setdefault(str(place[1]), []).append((place, said))
    return found


def _problems(case_id: str, faults: Iterable[_Fault], document: object) -> tuple[Problem, ...]:
    notes = Notes(case_id if case_id.isascii() and case_id.isdecimal() else "")
    for place, said in faults:
        notes.add(_path(place, document), Rule.DECISION_UNREADABLE, said, stops=True)
    return notes.problems


def _reasons(error: ValidationError, document: object) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule="decision_unreadable", field=_path(place, document), detail=said) for place, said in _faults(error)
    )


def _path(place: tuple[int | str, ...], document: object) -> str:
    """Where in the file, by names of ours and by position: a key of the caller's own is never repeated."""
    path, here = FILE, document
    for part in place:
        inside = list(here) if isinstance(here, dict) else []
        if part in _FIELDS:
            path += f".{part}"
        elif part in inside:
            path += f"[{inside.index(part)}]"
        elif isinstance(part, int):
            path += f"[{part}]"
        here = here.get(part) if isinstance(here, dict) else None
    return path
