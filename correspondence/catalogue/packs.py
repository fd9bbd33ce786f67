"""Packs: the letters of one decision that go out together, proved whole and of one mind before anybody approves them.

A pack is national, signed by the Chief Executive, or local, signed by the Assistant Director (Protocol 4.5, 4.6). A
row of `PACK_KINDS` is all that a new one needs.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import fields
from datetime import date
from typing import TypeAlias

from correspondence.catalogue.facts.figures import FigureTable, figure_of
from correspondence.catalogue.facts.notices import Stop
from correspondence.catalogue.facts.then_and_now import FiguresThenAndNow, activation_of
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.notifications.deactivation import DEACTIVATION_LOCAL, DEACTIVATION_NATIONAL
from correspondence.catalogue.notifications.deferral import DEFERRAL_LOCAL, DEFERRAL_NATIONAL
from correspondence.catalogue.notifications.final_confirmation import (
    FINAL_CONFIRMATION_LOCAL,
    FINAL_CONFIRMATION_NATIONAL,
)
from correspondence.catalogue.notifications.local_notification import LOCAL_NOTIFICATION
from correspondence.catalogue.notifications.national_notification import NATIONAL_NOTIFICATION
from correspondence.catalogue.notifications.not_activated import NOT_ACTIVATED_LOCAL, NOT_ACTIVATED_NATIONAL
from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion
from correspondence.catalogue.occasions.pack import Pack, Scope
from correspondence.catalogue.offices import local_offices
from correspondence.catalogue.told import (
    Tellers,
    told_of_the_opening_locally,
    told_of_the_opening_nationally,
    told_of_the_round_locally,
    told_of_the_round_nationally,
)
from correspondence.protocol.addressees import to_office
from correspondence.protocol.areas.events import AnyAreaEvent, AreaEvent, MeasuredAreaEvent
from correspondence.protocol.areas.offices import LOCAL, NATIONAL
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent, Reason

Owed: TypeAlias = Callable[[AreaOccasion], frozenset[str]]
"""Who has to be in a pack, by their keys."""


@record
class PackKind:
    """Which letters make a pack, and who has to be in it. `owed`: their keys, found without the letters."""

    kind: AreaKind
    scope: Scope
    owed: Owed


def _nobody(_occasion: AreaOccasion) -> frozenset[str]:
    return frozenset()


def _every_national(_occasion: AreaOccasion) -> frozenset[str]:
    return frozenset(to_office(f"national.{key}") for key in NATIONAL)


def _every_local(occasion: AreaOccasion) -> frozenset[str]:
    """Every local office of the directory, at least one for each that the Assistant Director has to tell."""
    offices = local_offices(occasion)
    present = {each.key for each in offices}
    missing = [
        _reason("pack_incomplete", name, "nobody of this field has a letter") for name in LOCAL if name not in present
    ]
    if missing:
        raise Inconsistent(missing)
    return frozenset(to_office(each.place) for each in offices)


def _those(told: Tellers, otherwise: Owed = _nobody) -> Owed:
    """Whom *told* names; where it names nobody, *otherwise*."""
    return lambda occasion: frozenset(told(occasion)) or otherwise(occasion)


PACK_KINDS: dict[str, PackKind] = {
    kind.code: PackKind(kind=kind, scope=scope, owed=owed)
    for kind, scope, owed in (
        (NATIONAL_NOTIFICATION, Scope.NATIONAL, _every_national),
        (LOCAL_NOTIFICATION, Scope.LOCAL, _every_local),
        (FINAL_CONFIRMATION_NATIONAL, Scope.NATIONAL, _every_national),
        (FINAL_CONFIRMATION_LOCAL, Scope.LOCAL, _every_local),
        (DEFERRAL_NATIONAL, Scope.NATIONAL, _those(told_of_the_opening_nationally)),
        (DEFERRAL_LOCAL, Scope.LOCAL, _those(told_of_the_opening_locally)),
        (NOT_ACTIVATED_NATIONAL, Scope.NATIONAL, _those(told_of_the_round_nationally)),
        (NOT_ACTIVATED_LOCAL, Scope.LOCAL, _those(told_of_the_round_locally)),
        (DEACTIVATION_NATIONAL, Scope.NATIONAL, _those(told_of_the_opening_nationally, _every_national)),
        (DEACTIVATION_LOCAL, Scope.LOCAL, _those(told_of_the_opening_locally, _every_local)),
    )
}
"""The packs, by the code of the kind that all letters of one are of."""


def packs_of(
    letters: Sequence[Letter], occasion: AreaOccasion, spared: Set[tuple[str, str]] | None = None
) -> tuple[Pack, ...]:
    """Every pack that the occasion's event owes, of *letters*; none where nobody is owed one.

    *spared*, for a correction: kind and recipient of each letter that it leaves as it is; a pack of which it writes
    nothing stands as a whole. Raises `Inconsistent` as `pack_of`.
    """
    found = []
    for code in (each.kind.code for each in PACK_KINDS.values() if isinstance(occasion.event, each.kind.sent_on)):
        mine = [letter for letter in letters if letter.kind.code == code]
        told = {recipient for of, recipient in spared or () if of == code}
        if mine or (spared is None and PACK_KINDS[code].owed(occasion)):
            found.append(pack_of(mine, occasion, code, told))
    return tuple(found)


def pack_of(letters: Sequence[Letter], occasion: AreaOccasion, code: str, told: Set[str] = frozenset()) -> Pack:
    """The pack of the kind *code* that *letters* are. *told*: the recipients who need none.

    Raises `Inconsistent`, naming everything that is wrong: a letter of another kind or event, a recipient without a
    letter, with two, or without a reason for one, another day of writing, another day or figure than the event's or
    than another letter's.
    """
    faults = (
        *_strays(letters, occasion, code),
        *_incomplete(letters, PACK_KINDS[code].owed(occasion) - told),
        *_of_two_minds(letters, occasion),
    )
    if faults:
        raise Inconsistent(faults)
    return as_kept(letters, occasion, code)


def as_kept(letters: Sequence[Letter], occasion: AreaOccasion, code: str) -> Pack:
    """The pack of the kind *code* that *letters* are, which were proved whole when they were written."""
    made = PACK_KINDS[code]
    return Pack(
        kind=made.kind,
        scope=made.scope,
        event_id=occasion.given_by,
        area=occasion.area.name,
        dated=occasion.today,
        letters=tuple(sorted(letters, key=lambda letter: letter.ordinal)),
        references=occasion.references,
        giver_beside=occasion.giver_beside,
    )


def _reason(rule: str, field: str, detail: str) -> Reason:
    return Reason(rule=rule, field=field, detail=detail, source="4.5")


def _strays(letters: Sequence[Letter], occasion: AreaOccasion, code: str) -> Iterator[Reason]:
    for letter in letters:
        if letter.kind.code != code or letter.given_by != occasion.event.event_id:
            yield _reason("pack_of_others", letter.recipient, "a letter of another kind, or of another event")


def _incomplete(letters: Sequence[Letter], owed: frozenset[str]) -> Iterator[Reason]:
    """Every recipient exactly once (Protocol 4.5, its table)."""
    found = Counter(letter.recipient for letter in letters)
    for recipient in sorted(owed - found.keys()):
        yield _reason("pack_incomplete", recipient, "this recipient is owed a letter of the pack, and has none")
    for recipient in sorted(found.keys() - owed):
        yield _reason("pack_too_large", recipient, "this recipient is owed no letter of the pack")
    for recipient, times in sorted(found.items()):
        if times > 1:
            yield _reason("pack_repeated", recipient, f"this recipient has {times} letters of the pack")


Said: TypeAlias = Mapping[str, str]
"""What a letter says of each day and figure it names, by the name."""


def _of_two_minds(letters: Sequence[Letter], occasion: AreaOccasion) -> Iterator[Reason]:
    """Where two letters, or a letter and the event, say different things of one day or one figure."""
    first = dict(_said_by_event(occasion))
    for letter in letters:
        if letter.dated != occasion.today:
            yield _reason("pack_of_two_days", letter.recipient, f"dated {letter.dated}, not {occasion.today}")
        for name, said in said_in(letter.view.facts).items():
            if first.setdefault(name, said) != said:
                detail = f"{name} is not what the event says, or another letter of the pack"
                yield _reason("pack_of_two_minds", letter.recipient, detail)


def _said_by_event(occasion: AreaOccasion) -> Iterator[tuple[str, str]]:
    event = occasion.event
    yield "decided_on", event.occurred_on.isoformat()
    if isinstance(event, AreaEvent):
        for each in event.stated:
            yield from ((each.field, each.on.isoformat()), (f"step {each.step}", each.on.isoformat()))
    if isinstance(event, MeasuredAreaEvent):
        for name, measure in event.measures.each():
            figure = figure_of(name, measure)
            yield f"figure {name}", _figure_said(figure.now, measure.as_at, measure.source)
            yield f"figure {name}, before", str(figure.before)
        yield from _said_by_activation(occasion, event)


def _said_by_activation(occasion: AreaOccasion, event: AnyAreaEvent) -> Iterator[tuple[str, str]]:
    """The figures that the Hub was activated on, where its activation is recorded."""
    activation = activation_of(occasion.area_file, event)
    if activation is not None:
        for name, measure in activation.measures.each():
            said = _figure_said(figure_of(name, measure).now, measure.as_at, measure.source)
            yield f"figure {name}, at the activation", said


def said_in(facts: Facts) -> Said:
    """Every day and figure that a letter was given to print, under names that are the same in every letter.

    A day that a letter leaves out, because it has passed, is not said.
    """
    said: dict[str, str] = {}
    for each in fields(facts):
        said.update(_said_of(each.name, getattr(facts, each.name)))
    return said


def _said_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case date():
            yield name, value.isoformat()
        case Stop():
            yield f"step {value.step}", value.on.isoformat()
        case FigureTable():
            for figure in value.figures:
                yield f"figure {figure.measure}", _figure_said(figure.now, value.as_at, value.source)
                yield f"figure {figure.measure}, before", str(figure.before)
        case FiguresThenAndNow():
            for both in value.figures:
                yield f"figure {both.measure}", _figure_said(both.now, value.now_at, value.now_source)
                then = _figure_said(both.then, value.then_at, value.then_source)
                yield f"figure {both.measure}, at the activation", then
        case tuple():
            for part in value:
                yield from _said_of(name, part)


def _figure_said(figure: str, as_at: date, source: str) -> str:
    return f"{figure}, on {as_at.isoformat()}, source {source}"
