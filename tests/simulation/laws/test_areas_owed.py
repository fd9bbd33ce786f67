"""Law 2 of the areas: each paper that is owed is on its way, sent, or named as missing; no other is on its way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from correspondence.simulation.laws.area_papers import OR_ELSE_TO_ALL, PAPERS, TO_WHOEVER_WAS_TOLD, UNTRUE_AFTER
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
    return [letter_of(kind, given, str(number), status) for number in range(owed)]


def letter_of(kind: str, given: Posted, office: str, status: str = "sent") -> SeenLetter:
    """A paper to one office, in that state since the day of its event."""
    place, event_id = f"office:{'national' if 'national' in kind else 'essex'}.{office}", given.body["event_id"]
    own = {"given_by": event_id, "event_id": event_id, "subject": ESSEX, "audience": "office", "dated": given.on}
    return letter(kind=kind, recipient=place, status=status, letter_id=f"{kind}-{place}", due_on=given.on, **own)


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
    day = str(given.on)
    for name, due_on, why, is_named in (
        ("mend_letter", "2026-12-03", "2 working days, when the letter liaison_note of Monday 19 October 2026", True),
        (
            "mend_letter",
            "2026-12-03",
            "2 working days, when the letter liaison_agenda of Monday 12 October 2026",
            False,
        ),
        ("area_letters", day, "5 working days: liaison_note, 1 not sent", True),
        ("area_letters", day, "5 working days: liaison_agenda, 1 not sent", False),
        ("area_letters", "2026-12-03", "5 working days: liaison_note, 1 not sent", False),  # that of another meeting
        ("unreadable_record", day, "the record cannot be read", True),
    ):
        told = {"duty": name, "service_area": "essex", "due_on": due_on, "why": why, "done_on": None}
        assert said(shown([given], gone, [told])) == ([] if is_named else [wanted])


def test_a_paper_for_a_meeting_that_came_back_after_it_is_owed_to_nobody() -> None:
    called = happened("liaison_meeting_called")
    gone = [x for kind in ("liaison_agenda", "saturation_pack") for x in papers(kind, called, "returned")]
    meeting = date.fromisoformat(called.body["meeting_on"])
    for today, is_owed in ((meeting, True), (meeting + timedelta(days=1), False)):
        assert bool(said(replace(shown([called], gone), today=today))) is is_owed
    held = happened("liaison_meeting_held", {"occurred_on": str(meeting)})
    note = papers("liaison_note", held)
    assert said(replace(shown([called, held], [*gone, *note]), today=meeting)) == []
    earlier = happened("liaison_meeting_held", {"occurred_on": str(meeting - timedelta(days=1))})
    assert said(replace(shown([called, earlier], [*gone, *papers("liaison_note", earlier)]), today=meeting)) != []


@pytest.mark.parametrize("newer", [None, "status_reviewed", "liaison_meeting_held"])
def test_a_report_that_came_back_is_owed_until_the_next_says_how_things_stand(newer: str | None) -> None:
    given = happened("status_reviewed")
    later = [happened(newer, {"event_id": "newer", "occurred_on": str(given.on + timedelta(days=28))})] if newer else []
    following = [x for each in later for kind, p in PAPERS.items() if p.event == newer for x in papers(kind, each)]
    gone = papers("operation_report", given, "returned")
    is_owed = any("a operation_report is owed" in each for each in said(shown([given, *later], [*gone, *following])))
    assert is_owed is (newer != "status_reviewed")
    named = {"duty": "operation_report", "service_area": "essex", "due_on": str(given.on), "why": "", "done_on": None}
    of_it = said(shown([given, *later], [*gone, *following], [named]))
    assert not any("a operation_report is owed" in each for each in of_it)  # it has a duty of its own (6.1)


@pytest.mark.parametrize("kind", sorted({"liaison_note", *UNTRUE_AFTER} - {*TO_WHOEVER_WAS_TOLD}))
def test_a_paper_is_owed_until_something_makes_it_untrue_and_then_is_on_its_way_no_longer(kind: str) -> None:
    given = happened(PAPERS[kind].event)
    for newer in sorted(UNTRUE_AFTER.get(kind, ())) or [PAPERS[kind].event]:
        later = happened(newer, {"event_id": "newer", "occurred_on": str(given.on + timedelta(days=1))})
        is_untrue = kind in UNTRUE_AFTER
        for status, is_wrong in (("returned", not is_untrue), ("draft", is_untrue)):
            found = said(shown([given, later], papers(kind, given, status)))
            mine = [each for each in found if f"a {kind} is on its way, " in each or f"a {kind} is owed, none" in each]
            assert bool(mine) is is_wrong, (newer, status)


def test_what_tells_that_a_hub_closes_is_owed_to_all_where_no_letter_told_any_and_goes_again_too() -> None:
    closes = happened("deactivation_decided")
    offices = {kind: readers(directory(), "essex", closes.body) for kind, readers in OR_ELSE_TO_ALL.items()}
    every = [letter_of(kind, closes, str(n)) for kind, number in offices.items() for n in range(number)]
    assert said(shown([closes], every)) == []
    assert len(said(shown([closes], every[1:]))) == 1
    (missed,) = said(shown([closes], [replace(every[0], status="returned"), *every[1:]]))
    assert missed.startswith("a deactivation_national is owed, none is on its way or sent (returned)")
    told = letter_of("national_notification", happened("activation_decided"), "0")
    told = replace(told, history=(("sent", closes.on - timedelta(days=90), ""),))
    (strangers,) = {each.split(" to ")[1] for each in said(shown([closes], [told, *every]))}
    assert strangers == "an office that nobody had told of the Hub"


def test_that_no_hub_opens_is_told_to_whom_any_letter_told_of_the_way_to_one() -> None:
    meeting, declined = happened("challenge_meeting_agreed"), happened("activation_declined")
    notice = replace(papers("pending_risk_notice", meeting)[0], recipient="office:national.0")
    notice = replace(notice, history=(("sent", meeting.on, ""),))
    owed = "a not_activated_national is owed to an office that was told of the Hub before, and was not written to it"
    assert owed in said(shown([meeting, declined], [notice]))
    answers = [letter_of("not_activated_national", declined, each) for each in ("0", "1")]
    assert owed not in said(shown([meeting, declined], [notice, answers[0]]))
    stranger = "a not_activated_national was written to an office that nobody had told of the Hub"
    assert [each for each in said(shown([meeting, declined], [notice, *answers])) if "nobody" in each] == [stranger]
    back = replace(notice, status="returned", history=(*notice.history, ("returned", meeting.on, "")))
    assert owed not in said(shown([meeting, declined], [back]))
    assert stranger not in said(shown([meeting, declined], [back, answers[0]]))  # it may have come back since
    board = replace(notice, recipient="office:national.covid_19_board")
    assert owed not in said(shown([meeting, declined], [board]))


def test_what_the_board_has_decided_otherwise_is_on_its_way_no_longer() -> None:
    activation = happened("activation_decided")
    deferred = happened("opening_deferred")
    waiting = [x for kind in ("national_notification", "local_notification") for x in papers(kind, activation, "draft")]
    assert said(shown([activation], waiting)) == []
    found = said(shown([activation, deferred], waiting))
    assert {"on its way, and what came later has made it untrue" in each for each in found} == {True}
    assert len(found) == len(waiting)
    had = [replace(x, letter_id=f"had-{x.letter_id}", status="sent") for x in waiting]  # and are told what was wrong
    assert not [each for each in said(shown([activation, deferred], [*waiting, *had])) if "untrue" in each]


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
