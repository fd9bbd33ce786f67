"""A letter says only what somebody has accepted, in its reader's language, and never the same twice running."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from correspondence import shipped
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import wording
from correspondence.checks.wording import same_as_last, wording_of
from correspondence.documents import Finding, Paragraph, Run, Severity, Text
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose
from tests import build
from tests.checks import samples
from tests.golden.reach import reachable

SENTENCES = ("Private and confidential", "Dear %(name)s,", "None of this is your fault.")


@pytest.fixture(autouse=True)
def _accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "hub_letter"
    folder.mkdir()
    (folder / "accepted.json").write_text(json.dumps({"adult": SENTENCES}), "utf-8")
    monkeypatch.setattr(wording, "ACCEPTED", tmp_path)
    wording.accepted_sentences.cache_clear()
    yield
    wording.accepted_sentences.cache_clear()


def _codes(text: Text, letter: Letter | None = None) -> set[tuple[str, str]]:
    own, case_file = samples.to("p1")
    findings = wording.examine(letter or own, [text], case_file, build.hub())
    return {(f.code, f.where) for f in findings}


def test_accepted_sentences_pass() -> None:
    assert _codes(samples.text("<p>Dear Mr Sample,</p>", SENTENCES[:2])) == set()


def test_any_other_sentence_is_named_by_its_number() -> None:
    text = samples.text("<p>Hello.</p>", (*SENTENCES[:2], "Hello."))
    assert _codes(text) == {("wording.unaccepted", "sentence 3")}


def test_what_is_accepted_for_adults_is_not_for_children() -> None:
    child, _ = samples.to("c2")
    assert ("wording.unaccepted", "sentence 1") in _codes(samples.text(sentences=SENTENCES[:1]), child)


def test_a_kind_without_accepted_sentences_may_say_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(wording, "ACCEPTED", tmp_path / "nowhere")
    wording.accepted_sentences.cache_clear()
    assert ("wording.unaccepted", "sentence 1") in _codes(samples.text(sentences=SENTENCES[:1]))


def test_an_untranslated_sentence_blocks_and_english_hours_want_to_be_acknowledged() -> None:
    hours = build.hub().contact.hours
    text = samples.text(f"<p>{hours}</p>", SENTENCES[:2], language="pl", untranslated=(SENTENCES[1], hours))
    letter, case_file = samples.to("p1")
    found = {(f.code, f.severity, f.where) for f in wording.examine(letter, [text], case_file, build.hub())}
    assert found == {
        ("wording.untranslated", Severity.BLOCKING, "sentence 2"),
        ("wording.english_words", Severity.ACKNOWLEDGE, "hours"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "She claims that he hit her.",
        "the alleged abuse",
        "the allegations",
        "historical abuse",
        "historic domestic abuse",
    ],
)
def test_words_that_cafcass_does_not_use_are_found(words: str) -> None:
    assert _codes(samples.text(f"<p>{words}</p>")) == {("wording.never_used", "block 2")}


def test_no_sentence_of_ours_has_a_word_that_cafcass_does_not_use() -> None:
    ours = {
        sentence for kind in CATALOGUE.values() for audience in kind.versions for sentence in reachable(kind, audience)
    }
    assert len(ours) > 500
    assert [sentence for sentence in ours if wording._NEVER.search(sentence)] == []


@pytest.mark.parametrize(
    ("summary", "better"),
    [
        ("An allegation of harm was made at school.", "report"),
        ("She claims that he hit her.", "report"),
        ("The alleged assault is with the police.", "reported"),
        ("There is historical domestic abuse.", "past abuse"),
    ],
)
def test_such_a_word_in_what_was_typed_for_the_court_is_to_be_acknowledged_with_the_better(
    monkeypatch: pytest.MonkeyPatch, summary: str, better: str
) -> None:
    found = _found_in_notice(monkeypatch, summary)
    assert [(f.code, f.severity) for f in found] == [("wording.discouraged", Severity.ACKNOWLEDGE)]
    assert found[0].where.endswith(f": “{better}”")


def test_a_risk_notice_in_better_words_has_nothing_to_acknowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _found_in_notice(monkeypatch, "A report of harm was made at school; he reclaimed his bag.") == ()


def test_the_courts_own_words_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    event = build.court_challenged({"direction": "The allegations are to be looked at."})
    assert _found_in(monkeypatch, event, "answer_to_court") == ()


def test_a_note_to_a_family_with_such_a_word_stays_held(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [{"person_id": "p2", "language": "en", "text": "Your claims were looked at."}]
    event = build.update_due({"notes": notes, "only": ["p2"]})
    found = _found_in(monkeypatch, event, "update")
    assert {(f.code, f.severity) for f in found} == {("wording.never_used", Severity.BLOCKING)}


def test_somebody_may_be_called_by_such_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    event = build.update_due({"only": ["p2"], "case.people.1.name.family": "Claims"})
    assert _found_in(monkeypatch, event, "update") == ()


def _found_in_notice(monkeypatch: pytest.MonkeyPatch, summary: str) -> tuple[Finding, ...]:
    return _found_in(monkeypatch, build.risk_increased({"summary": summary}), "risk_notice")


def _found_in(monkeypatch: pytest.MonkeyPatch, event: AnyEvent, kind: str) -> tuple[Finding, ...]:
    """What is found in the English words of the letter of that kind, by the sentences that are really accepted."""
    monkeypatch.setattr(wording, "ACCEPTED", shipped.ACCEPTED)
    wording.accepted_sentences.cache_clear()
    file = build.case_file(build.decision(), event)
    (letter,) = (x for x in letters(event, file, build.directory(), event.occurred_on) if x.kind.code == kind)
    return wording.examine(letter, [compose(letter, "en")], file, build.hub())


@pytest.mark.parametrize("words", ["He reclaimed his bag.", "The history of the case.", "A historical building."])
def test_words_that_only_look_alike_are_left_alone(words: str) -> None:
    assert _codes(samples.text(f"<p>{words}</p>")) == set()


@pytest.mark.parametrize(
    "words",
    [
        "Dear None,",
        "Dear {{ name }},",
        "Dear %(name)s,",
        "by [insert date]",
        "by undefined",
        "Dear &lt;b&gt;,",
        "Dear  Mr Sample",
        "Dear Mr Sample , hello",
    ],
)
def test_a_trace_of_a_blank_variable_is_found(words: str) -> None:
    text = samples.text()
    blocks = (*text.blocks[:1], Paragraph(runs=(Run(text=words.replace("&lt;", "<")),)))
    assert _codes(replace(text, blocks=blocks)) == {("wording.blank", "block 2")}


def test_what_looks_like_a_blank_in_an_accepted_sentence_or_a_name_is_left_alone() -> None:
    letter, _ = samples.to("p1")
    letter = replace(letter, view=replace(letter.view, name="{{ 7*7 }}  <b>"))
    text = samples.text("<p>None of this is your fault.</p>", SENTENCES[2:])
    named = replace(text, blocks=(*text.blocks, Paragraph(runs=(Run(text="Dear {{ 7*7 }}  <b>,"),))))
    assert _codes(named, letter) == set()


def test_the_wording_of_a_letter_is_its_sentences_whatever_their_values_and_language() -> None:
    one = samples.text("<p>Dear Maya,</p>", SENTENCES[:2])
    assert wording_of([one]) == wording_of([replace(samples.text("<p>Dear Leo,</p>", SENTENCES[:2]), language="pl")])
    assert wording_of([one]) != wording_of([replace(one, sentences=SENTENCES)])
    assert wording_of([one]) != wording_of([replace(one, sentences=SENTENCES[1::-1])])


def test_a_letter_is_compared_with_the_last_and_one_without_wording_says_nothing() -> None:
    assert same_as_last("abc", "abc")
    assert not same_as_last("abc", "abd")
    assert not same_as_last("", "")


def test_an_update_that_says_the_same_as_the_letter_before_is_held() -> None:
    text = samples.text("<p>Dear Mr Sample,</p>", SENTENCES[:2])
    told = build.letter("p1", {"wording": wording_of([text])})
    letter, _ = samples.to("p1")
    update = replace(letter, kind=replace(letter.kind, code="update"))
    for sent, same in ((told, True), (replace(told, wording="other"), False)):
        case_file = build.case_file(build.decision(), letters=(sent,))
        codes = {f.code for f in wording.examine(update, [text], case_file, build.hub())}
        assert ("wording.same_as_last" in codes) is same


def test_what_other_kinds_show_is_accepted_for_the_kind_and_the_audience_that_can_say_it(tmp_path: Path) -> None:
    (tmp_path / wording.FRAME).write_text(json.dumps({"risk_notice": {"court": ["a party"]}}), "utf-8")
    assert wording.accepted_sentences("risk_notice", Audience.COURT) == {"a party"}
    assert wording.accepted_sentences("risk_notice", Audience.ADULT) == set()
    assert wording.accepted_sentences("hub_letter", Audience.ADULT) == {*SENTENCES}
