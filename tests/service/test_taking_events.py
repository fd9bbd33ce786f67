"""What becomes of an event: letters, duties and warnings, all in one transaction or not at all."""

import json
from datetime import date

import pytest

from correspondence import cases
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Conflict, Inconsistent, NotInProtocol
from correspondence.reading import Malformed, read_kept_event
from correspondence.service import Service
from correspondence.storage import StatusChange, standings
from tests import build

from .conftest import event, letter_of, move, post, send

DECIDED = date(2026, 11, 19)


@pytest.mark.drawn
def test_a_decision_gives_each_party_and_the_court_a_letter_ready_to_be_read(service: Service) -> None:
    outcome = post(service, "hub_allocation_decided")
    assert [(x.kind, x.recipient, x.status) for x in outcome.letters] == [
        ("hub_letter", "p1", Status.DRAFT),
        ("hub_letter", "p2", Status.DRAFT),
        ("filing_time", "court:chelmsford", Status.DRAFT),
    ]
    *to_family, to_court = ({str(d.form) for d in x.documents} for x in outcome.letters)
    assert to_family == [{"pdf", "docx", "html", "txt"}] * 2
    assert to_court == {"pdf", "docx"}


def test_the_same_event_again_is_answered_as_the_first_time(service: Service) -> None:
    first = post(service, "hub_allocation_decided")
    spaced = json.dumps(json.loads(event("hub_allocation_decided")), indent=3).encode()
    again = service.take(spaced)
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.letters, again.duties, again.warnings) == (first.letters, first.duties, first.warnings)


def test_another_event_under_a_used_id_is_a_conflict_and_changes_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided")
    with pytest.raises(Conflict) as refused:
        post(service, "hub_allocation_decided", {"urgent": False, "case.spip_advised": False})
    assert refused.value.reasons[0].rule == "event_id_taken"
    assert len(service.register.history("CM26P00417")) == 1


@pytest.mark.parametrize(
    ("changes", "refusal", "rule"),
    [
        ({"case.priority_status": 4}, NotInProtocol, "less_urgent_than_annex_a"),
        ({"case.unresolved_features": ["significant_risk"]}, NotInProtocol, None),
        ({"urgent": True}, NotInProtocol, None),
        ({"hub": "nowhere"}, Inconsistent, "hub_unknown"),
        ({"surprise": 1}, Malformed, "unknown_field"),
    ],
)
def test_a_refused_event_leaves_nothing_behind(
    service: Service, changes: dict[str, object], refusal: type[Exception], rule: str | None
) -> None:
    with pytest.raises(refusal) as refused:
        post(service, "hub_allocation_decided", changes)
    reasons = refused.value.reasons  # type: ignore[attr-defined]  # every refusal has them
    assert rule is None or rule in {reason.rule for reason in reasons}
    assert service.case_file("CM26P00417") is None
    assert service.register.letters_of_case("CM26P00417") == ()


def test_an_event_of_tomorrow_is_refused(service: Service) -> None:
    with pytest.raises(Inconsistent) as refused:
        service.take(event("hub_allocation_decided"), today=date(2026, 11, 18))
    assert refused.value.reasons[0].rule == "in_the_future"


def test_no_refusal_holds_a_persons_value(service: Service) -> None:
    wrong = {"case.people.0.safe_contact.route": "carrier pigeon", "case.people.1.lives_with": ["nobody"]}
    for changes in ({k: v} for k, v in wrong.items()):
        with pytest.raises((Malformed, Inconsistent)) as refused:
            post(service, "hub_allocation_decided", changes)
        for value in ("pigeon", "nobody", "Placeholder", "Wiśniewski", "CO1"):
            assert value not in str(refused.value)


def test_one_unprintable_address_holds_that_letter_and_no_other(service: Service) -> None:
    outcome = post(service, "hub_allocation_decided", {"case.people.0.address": {"line_1": "No fixed abode"}})
    held, *ready = outcome.letters
    assert (held.status, [x.status for x in ready]) == (Status.HELD, [Status.DRAFT, Status.DRAFT])
    assert [f.code for f in held.findings] == ["no-fixed-abode-address"]


def test_without_a_confirmed_route_a_letter_is_held_and_staff_owe_the_route(service: Service) -> None:
    outcome = post(service, "hub_allocation_decided", {"case.people.1.safe_contact": None})
    assert {x.recipient: x.status for x in outcome.letters} == {
        "p1": Status.DRAFT,
        "p2": Status.HELD,
        "court:chelmsford": Status.DRAFT,
    }
    assert ("safe_address", "p2") in {(d.duty, d.person_id) for d in outcome.duties}


def test_a_route_that_is_confirmed_later_gives_the_letter_a_new_life(service: Service) -> None:
    post(service, "hub_allocation_decided", {"case.people.1.safe_contact": None})
    old = letter_of(service, "p2")
    outcome = post(service, "review_recorded")
    new = letter_of(service, "p2")
    assert [x.letter_id for x in outcome.letters if x.kind != "review_record"] == [new.letter_id]
    assert (new.status, new.given_by) == (Status.DRAFT, "decision-1")
    held = service.register.letter(old.letter_id)
    assert held is not None
    assert held.status is Status.WITHDRAWN


def test_only_a_letter_that_was_sent_ends_its_duty_and_starts_the_next_clock(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 24))
    duties = {(d.duty, d.person_id): d for d in service.duties_of("CM26P00417", date(2026, 11, 24))}
    assert duties[DutyName.FAMILY_LETTER, "p1"].done_on == date(2026, 11, 24)
    assert duties[DutyName.FAMILY_LETTER, "p2"].done_on is None
    assert duties[DutyName.UPDATE, "p1"].due_on == date(2027, 1, 5)
    assert (DutyName.UPDATE, "p2") not in duties


def test_an_earlier_event_is_taken_while_it_changes_no_letter_already_sent(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", DECIDED)
    post(service, "review_recorded", {"occurred_on": "2026-12-10"})
    post(service, "update_due")
    earlier = {"event_id": "review-0", "occurred_on": "2026-12-03"}
    post(service, "review_recorded", earlier)
    send(service, "p1", date(2026, 12, 23), "update")
    with pytest.raises(Conflict) as refused:
        post(service, "review_recorded", {"event_id": "review-00", "occurred_on": "2026-12-02"})
    assert refused.value.reasons[0].rule == "out_of_order"


def test_a_loosened_protection_is_kept_and_said(service: Service) -> None:
    post(service, "hub_allocation_decided")
    outcome = post(service, "review_recorded", {"case.people.1.may_be_known_by_others": ["address"]})
    assert any("p2" in w and "address" in w and "protected" in w for w in outcome.warnings)
    case_file = service.case_file("CM26P00417")
    assert case_file is not None
    mother = case_file.case.person("p2")
    assert mother is not None
    assert mother.may_be_known_by_others == frozenset()


def test_what_is_owed_in_every_case_comes_soonest_first(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "hub_allocation_decided", {"event_id": "decision-2", "case.case_number": "CM26P00418"})
    owed = service.duties(DECIDED, hub="essex", due_by=date(2026, 12, 3))
    assert {d.case_number for d in owed} == {"CM26P00417", "CM26P00418", None}  # None: the court's list
    assert [d.due_on for d in owed] == sorted(d.due_on for d in owed)
    assert max(d.due_on for d in owed) <= date(2026, 12, 3)


@pytest.mark.drawn
def test_the_example_gives_its_family_four_letters_and_the_court_one_none_of_them_held(service: Service) -> None:
    outcome = service.take((build.EXAMPLES / "hub_allocation_decided.json").read_bytes())
    assert [(x.recipient, x.language, str(x.form), x.status) for x in outcome.letters] == [
        ("p1", "pl", "standard", Status.DRAFT),
        ("p2", "ar", "large_print", Status.DRAFT),
        ("c1", "en", "standard", Status.DRAFT),
        ("c2", "en", "standard", Status.DRAFT),
        ("court:chelmsford", "en", "standard", Status.DRAFT),
    ]
    assert {f.code for x in outcome.letters[:2] for f in x.findings} == {"translation_unreviewed"}
    copies = [d for x in outcome.letters for d in x.documents if d.copy_to == "representative"]
    assert [(str(d.form), d.language) for d in copies] == [("pdf", "en")]


def test_what_a_case_has_already_is_read_once_for_the_next_events_and_not_by_who_took_it(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = [{"event_id": f"review-{number}", "occurred_on": f"2026-11-2{number}"} for number in range(3, 6)]
    post(service, "hub_allocation_decided")
    for changes in reviews[:2]:
        post(service, "review_recorded", changes)
    read: list[bytes] = []

    def reading(body: bytes) -> AnyEvent:
        read.append(body)
        return read_kept_event(body)

    for module in (cases, standings):
        monkeypatch.setattr(module, "read_kept_event", reading)
    post(service, "review_recorded", reviews[2])
    assert read == []
    service.register.folded.forget("CM26P00417")  # as whoever is started anew has done
    post(service, "update_due", {"occurred_on": "2026-11-27"})
    send(service, "p1", date(2026, 11, 27))
    assert sorted(read) == sorted(service.register.received("CM26P00417")[:4])


def test_the_day_of_a_letter_on_its_way_follows_when_another_that_was_sent_starts_its_clock(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "update_due", {"occurred_on": "2026-11-23"})
    before = letter_of(service, "p1", "update").due_on
    first = move(service, letter_of(service, "p1"), Status.APPROVED, date(2026, 11, 26))
    went = StatusChange(status=Status.SENT, by="R. Sample", on=date(2026, 11, 26), route=first.route)
    service.register.set_status(first.letter_id, went, derive=service.derive)  # and nothing is written instead
    (duty,) = (
        d for d in service.duties_of("CM26P00417", date(2026, 11, 26)) if (d.duty, d.person_id) == ("update", "p1")
    )
    assert letter_of(service, "p1", "update").due_on == duty.due_on != before
    assert service.register.broken_rows() == ()
