"""Law 2 of the areas: each paper that is owed is on its way, sent, or named as missing; no other is on its way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from correspondence.simulation.laws.areas_owed import PAPERS
from correspondence.simulation.laws.owing import law_2
from correspondence.simulation.seen import Posted, Seen, SeenLetter
from tests import area, build

from .made import directory, letter, seen

ESSEX = "area:essex"
_NATIONAL = ("monthly_pressure_reviewed", "protocol_reviewed")


def happened(kind: str, changes: build.Changes | None = None) -> Posted:
    """An event of the sample's area, posted on its own day."""
    body = area.body(kind, changes)
    return Posted(body=body, on=date.fromisoformat(body["occurred_on"]), taken=True, rule="")


def papers(kind: str, given: Posted, status: str = "sent") -> list[SeenLetter]:
    """A paper to each office that is owed it, in that state since the day of its event."""
    owed = PAPERS[kind].readers(directory(), "essex", given.body)
    places = (f"office:{'national' if 'national' in kind else 'essex'}.{number}" for number in range(owed))
    event_id = given.body["event_id"]
    own = {"given_by": event_id, "event_id": event_id, "subject": ESSEX, "audience": "office", "dated": given.on}
    return [
        letter(kind=kind, recipient=place, status=status, letter_id=f"{kind}-{place}", due_on=given.on, **own)
        for place in places
    ]


def shown(posted: Iterable[Posted], letters: Iterable[SeenLetter], duties: Iterable[build.Body] = ()) -> Seen:
    """The sample's area at the end of the last day; its report is due, as the Hub's first day has it."""
    return seen(*letters, events=posted, duties=duties)


def said(life: Seen) -> list[str]:
    return [broken.says for broken in law_2(life) if broken.subject == ESSEX and "report is due" not in broken.says]


@pytest.mark.parametrize(
    "kind", [kind for kind, paper in PAPERS.items() if paper.event in area.TYPES and paper.event not in _NATIONAL]
)
def test_a_paper_that_every_office_has_breaks_no_law_and_one_that_an_office_lacks_does(kind: str) -> None:
    given = happened(PAPERS[kind].event)
    same = [each for each, paper in PAPERS.items() if each != kind and paper.event == PAPERS[kind].event]
    others = [paper for each in same for paper in papers(each, given)]
    mine = papers(kind, given)
    assert said(shown([given], [*others, *mine])) == []
    assert said(shown([given], [*others, *mine[1:]])) == [
        f"a {kind} is owed to {len(mine)} offices, and was written to {len(mine) - 1}"
    ]


@pytest.mark.parametrize("status", ["returned", "withdrawn"])
def test_a_paper_that_came_back_or_was_withdrawn_is_owed_again_unless_staff_are_told(status: str) -> None:
    given = happened("liaison_meeting_held")
    gone = papers("liaison_note", given, status)
    wanted = f"a liaison_note is owed, none is on its way or sent ({status}), and no duty names what is missing"
    assert said(shown([given], gone)) == [wanted]
    for name in ("mend_letter", "area_letters"):
        told = {"duty": name, "service_area": "essex", "due_on": "2026-12-03", "done_on": None}
        assert said(shown([given], gone, [told])) == []


def test_a_paper_for_a_meeting_that_came_back_after_it_is_owed_to_nobody() -> None:
    called = happened("liaison_meeting_called")
    gone = [x for kind in ("liaison_agenda", "saturation_pack") for x in papers(kind, called, "returned")]
    meeting = date.fromisoformat(called.body["meeting_on"])
    for today, is_owed in ((meeting, True), (meeting + timedelta(days=1), False)):
        assert bool(said(replace(shown([called], gone), today=today))) is is_owed


@pytest.mark.parametrize("newer", [None, "status_reviewed", "liaison_meeting_held"])
def test_a_report_that_came_back_is_owed_until_the_next_says_how_things_stand(newer: str | None) -> None:
    given = happened("status_reviewed")
    later = [happened(newer, {"event_id": "newer", "occurred_on": str(given.on + timedelta(days=28))})] if newer else []
    following = [x for each in later for kind, p in PAPERS.items() if p.event == newer for x in papers(kind, each)]
    gone = papers("operation_report", given, "returned")
    is_owed = any("a operation_report is owed" in each for each in said(shown([given, *later], [*gone, *following])))
    assert is_owed is (newer != "status_reviewed")


def test_what_the_board_has_decided_otherwise_is_on_its_way_no_longer() -> None:
    activation = happened("activation_decided")
    deferred = happened("opening_deferred")
    waiting = [x for kind in ("national_notification", "local_notification") for x in papers(kind, activation, "draft")]
    assert said(shown([activation], waiting)) == []
    found = said(shown([activation, deferred], waiting))
    assert {"on its way, and the Board has decided otherwise" in each for each in found} == {True}
    assert len(found) == len(waiting)


def test_a_confirmation_comes_two_weeks_before_the_opening() -> None:
    confirmed = happened("opening_confirmed")
    opening = date.fromisoformat(confirmed.body["opening_on"])
    in_time = [*papers("final_confirmation_national", confirmed), *papers("final_confirmation_local", confirmed)]
    late = [replace(each, due_on=opening - timedelta(days=3)) for each in in_time]
    assert said(shown([confirmed], in_time)) == []
    assert all("and is of use until" in each for each in said(shown([confirmed], late)))
    assert len(said(shown([confirmed], late))) == len(late)


def test_the_report_on_an_open_hub_is_due_four_weeks_from_the_last_that_was_sent() -> None:
    given = happened("status_reviewed")
    due = {"duty": "operation_report", "service_area": "essex", "done_on": None}
    letters = papers("operation_report", given)
    sample = shown([given], letters)
    open_since = {
        key: {**hub, "open_from": "2026-09-01", "closed_on": None} for key, hub in directory()["hubs"].items()
    }
    sample = replace(sample, today=given.on, directory={**directory(), "hubs": open_since})
    right = given.on + timedelta(days=28)
    for day, is_silent in ((right, True), (right + timedelta(days=7), False)):
        life = replace(sample, duties=({**due, "due_on": day.isoformat()},))
        assert (not [x for x in law_2(life) if "report is due" in x.says]) is is_silent
