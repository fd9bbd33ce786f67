"""A Hub is opened by the Board's decisions: each gives its pack whole, or is refused and nothing is kept."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from correspondence import verification
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Conflict, Inconsistent, NotInProtocol, Refused
from correspondence.service import Service
from correspondence.storage import StatusChange, StoredLetter, UnlawfulMove
from tests import build
from tests.notified import LOCAL, NATIONAL

EXAMPLE = build.EXAMPLES / "activation_decided.json"
DECIDED_ON = date(2026, 11, 27)
"""A Friday."""


def body(changes: dict[str, Any] | None = None) -> bytes:
    """The contract's example with single fields changed."""
    return json.dumps(build.changed(json.loads(Path(EXAMPLE).read_text("utf-8")), changes or {})).encode()


def to(service: Service, recipient: str) -> StoredLetter:
    return next(x for x in service.register.letters_of_case("area:essex") if x.recipient == recipient)


@pytest.mark.drawn
def test_the_decision_to_activate_gives_both_packs_whole_with_their_indexes(service: Service) -> None:
    given = service.take(body()).letters
    assert [x.recipient for x in given] == [*NATIONAL, *LOCAL, "file:national", "file:local"]
    assert {(x.status, x.findings) for x in given} == {(Status.DRAFT, ())}
    assert {str(d.form) for x in given for d in x.documents} == {"pdf", "docx"}
    assert len({(x.kind, x.ordinal) for x in given}) == len(given)  # no two files of one name in the zip


def test_the_same_event_again_gives_nothing_new_and_another_under_its_id_is_refused(service: Service) -> None:
    first = service.take(body())
    again = service.take(body())
    assert (first.replayed, again.replayed) == (False, True)
    assert again.letters == first.letters
    with pytest.raises(Conflict):
        service.take(body({"opening_on": "2027-02-01"}))


@pytest.mark.parametrize(
    ("changes", "refused", "source"),
    [
        ({"checkpoint_on": "2026-12-31"}, NotInProtocol, "4.5"),  # 34 days after the decision
        ({"board_on": "2027-01-07"}, NotInProtocol, "4.6"),  # a Thursday
        ({"opening_on": "2027-03-26"}, NotInProtocol, "4.6"),  # Good Friday
    ],
)
def test_a_day_that_breaks_the_timetable_is_refused_with_its_paragraph_and_nothing_is_kept(
    service: Service, changes: dict[str, Any], refused: type[Refused], source: str
) -> None:
    with pytest.raises(refused) as caught:
        service.take(body(changes))
    assert source in {reason.source for reason in caught.value.reasons}
    assert service.register.history("area:essex") == ()
    assert service.register.letters_of_case("area:essex") == ()


def test_a_vacant_post_is_refused_and_named(service: Service) -> None:
    national = service.directory.national
    assert national is not None
    lacking = {key: office for key, office in national.recipients.items() if key != "ofsted"}
    directory = replace(service.directory, national=replace(national, recipients=lacking))
    with pytest.raises(Inconsistent) as caught:
        Service(service.register, directory).take(body())
    assert "national.recipients.ofsted" in str(caught.value)
    assert service.register.history("area:essex") == ()


def test_the_index_of_a_pack_stays_on_file(service: Service) -> None:
    service.take(body())
    index = to(service, "file:national").letter_id
    with pytest.raises(UnlawfulMove):
        service.move_on(index, StatusChange(status=Status.APPROVED, by="A Sample", on=DECIDED_ON))


@pytest.mark.drawn
def test_all_that_was_kept_of_an_area_would_be_made_again(service: Service) -> None:
    service.take(body())
    proofs = list(verification.verify(service))
    documents = [proof for proof in proofs if proof.letter_id is not None]
    assert len(documents) == 2 * (len(NATIONAL) + len(LOCAL) + 2)
    assert {(proof.fault, proof.made_again) for proof in documents} == {(None, True)}
