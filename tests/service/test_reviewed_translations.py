"""A letter whose sentences are all vouched for goes with nothing to acknowledge, and only in those words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import NotAcknowledged, StatusChange
from tests import build
from tests.reviewed import Locales, locales_in, reviews_of

FATHER = "p1"


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Locales]:
    """Every Polish sentence is reviewed by two people."""
    with locales_in(tmp_path / "locales", monkeypatch) as made:
        made.vouch("pl", reviews_of(made.sentences("pl").values()))
        yield made


def _approved(service: Service, letter_id: str) -> Status:
    change = StatusChange(status=Status.APPROVED, by="R. Sample", on=build.DECIDED_ON)
    return service.move_on(letter_id, change).status


@pytest.mark.drawn
def test_a_letter_that_is_reviewed_is_approved_with_nothing_to_acknowledge(service: Service, reviewed: Locales) -> None:
    assert reviewed.folder.is_dir()
    outcome = service.take((build.EXAMPLES / "hub_allocation_decided.json").read_bytes())
    (polish,) = [one for one in outcome.letters if one.recipient == FATHER]
    assert polish.findings == ()
    assert _approved(service, polish.letter_id) is Status.APPROVED


@pytest.mark.drawn
def test_a_letter_that_lies_since_before_its_translation_was_mended_is_not(service: Service, reviewed: Locales) -> None:
    outcome = service.take((build.EXAMPLES / "hub_allocation_decided.json").read_bytes())
    (polish,) = [one for one in outcome.letters if one.recipient == FATHER]
    said = reviewed.sentences("pl")["", "If anyone is in danger"].translation[0]
    reviewed.change("pl", f'msgstr "{said}"', 'msgstr "Gdy komuś coś grozi"')
    reviewed.vouch("pl", reviews_of(reviewed.sentences("pl").values()))
    with pytest.raises(NotAcknowledged):
        _approved(service, polish.letter_id)
