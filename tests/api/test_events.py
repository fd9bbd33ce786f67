"""`POST /events`: what is taken, what is refused, and in which types it is answered."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from correspondence.reading import MAX_BYTES
from tests import build

from .calls import CASE, EXAMPLE, JSON, PROBLEM, UNCONFIRMED, House, small

PDF, ZIP = {"Accept": "application/pdf"}, {"Accept": "application/zip"}
LETTER_KEYS = {
    "letter_id", "kind", "case_number", "recipient", "audience", "language", "form", "status", "dated", "due_on",
    "source", "documents", "findings",
}  # fmt: skip
DUTY_KEYS = {
    "duty", "case_number", "person_id", "due_on", "source", "why", "overdue", "provisional", "for_staff", "done_on",
}  # fmt: skip


def test_an_event_is_answered_with_the_letters_it_gave_and_what_its_case_is_owed(posted: build.Body) -> None:
    assert set(posted) == {"event_id", "case_number", "letters", "duties", "warnings"}
    assert (posted["event_id"], posted["case_number"]) == ("7d1e6b0e-0001", CASE)
    assert [(x["recipient"], x["kind"], x["language"]) for x in posted["letters"]] == [
        ("p1", "hub_letter", "pl"),
        ("p2", "hub_letter", "ar"),
        ("c1", "hub_letter", "en"),
        ("c2", "hub_letter", "en"),
        ("court:chelmsford", "filing_time", "en"),
    ]
    assert all(set(letter) == LETTER_KEYS for letter in posted["letters"])
    assert all(set(duty) in (DUTY_KEYS, DUTY_KEYS - {"person_id"}) for duty in posted["duties"])
    assert [duty["due_on"] for duty in posted["duties"]] == sorted(duty["due_on"] for duty in posted["duties"])


def test_every_document_of_a_letter_can_be_read_at_its_address(posted: build.Body, supervisor: TestClient) -> None:
    documents = [document for letter in posted["letters"] for document in letter["documents"]]
    for document in documents:
        answer = supervisor.get(document["href"])
        assert answer.status_code == 200, document["href"]
        assert hashlib.sha256(answer.content).hexdigest() == document["sha256"]
    assert len({document["href"] for document in documents}) == len(documents)


@pytest.mark.usefixtures("posted")
class TestTheSameEventAgain:
    """An event posted twice is one event."""

    def test_it_is_answered_200_with_the_same_letters(self, posted: build.Body, desk: TestClient) -> None:
        answer = desk.post("/events", content=EXAMPLE, headers=JSON)
        assert (answer.status_code, answer.json()) == (200, posted)

    def test_another_spacing_is_the_same_body(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=json.dumps(json.loads(EXAMPLE)), headers=JSON)
        assert answer.status_code == 200

    def test_another_body_under_its_id_is_a_conflict(self, desk: TestClient) -> None:
        answer = desk.post("/events", json=small("7d1e6b0e-0001", "CM26P00999"))
        assert (answer.status_code, answer.json()["rule"]) == (409, "event_id_taken")
        assert desk.get("/cases/CM26P00999").status_code == 404

    def test_a_pdf_without_a_name_is_a_conflict_that_lists_who_can_be_asked_for(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=EXAMPLE, headers=JSON | PDF)
        assert (answer.status_code, answer.json()["rule"]) == (409, "which_letter")
        choices = [(choice["recipient"], choice["kind"]) for choice in answer.json()["choices"]]
        to_family = [(person, "hub_letter") for person in ("p1", "p2", "c1", "c2")]
        assert choices == [*to_family, ("court:chelmsford", "filing_time")]

    def test_a_pdf_of_nobody_is_the_same_conflict(self, desk: TestClient) -> None:
        answer = desk.post("/events?recipient=p9", content=EXAMPLE, headers=JSON | PDF)
        assert (answer.status_code, answer.json()["rule"]) == (409, "which_letter")

    def test_a_pdf_that_is_named_is_the_readers_own(self, posted: build.Body, supervisor: TestClient) -> None:
        answer = supervisor.post("/events?recipient=c1&kind=hub_letter", content=EXAMPLE, headers=JSON | PDF)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        letter = next(x for x in posted["letters"] if x["recipient"] == "c1")
        assert answer.headers["etag"] == f'"{letter["documents"][0]["sha256"]}"'
        assert answer.content.startswith(b"%PDF-")

    def test_all_documents_come_in_an_archive_of_stable_bytes(self, supervisor: TestClient) -> None:
        first, second = (supervisor.post("/events", content=EXAMPLE, headers=JSON | ZIP) for _ in range(2))
        assert first.status_code == 200
        assert first.headers["content-type"] == "application/zip"
        assert first.content == second.content
        names = zipfile.ZipFile(io.BytesIO(first.content)).namelist()
        assert "hub_letter-1.pl.pdf" in names
        assert "hub_letter-2.en.representative-copy.pdf" in names
        assert len(set(names)) == len(names)

    def test_the_archive_holds_every_documents_bytes(self, posted: build.Body, supervisor: TestClient) -> None:
        answer = supervisor.post("/events", content=EXAMPLE, headers=JSON | ZIP)
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            found = sorted(hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist())
        assert found == sorted(d["sha256"] for letter in posted["letters"] for d in letter["documents"])


class TestAHeldLetter:
    """A letter that a finding blocks is for a supervisor's eyes alone."""

    HELD = json.dumps(small("held-1", "CM26P00501", UNCONFIRMED)).encode()

    def test_its_event_is_recorded_all_the_same(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=self.HELD, headers=JSON)
        assert answer.status_code in (200, 201)
        found = {letter["kind"]: letter["status"] for letter in answer.json()["letters"]}
        assert found == {"hub_letter": "held", "filing_time": "draft"}

    def test_a_desk_is_told_its_findings_codes_and_not_its_words(self, desk: TestClient) -> None:
        answer = desk.post("/events?kind=hub_letter", content=self.HELD, headers=JSON | PDF)
        assert (answer.status_code, answer.json()["rule"]) == (409, "letter_held")
        assert answer.json()["codes"]

    def test_a_supervisor_is_given_its_pdf(self, supervisor: TestClient) -> None:
        answer = supervisor.post("/events?kind=hub_letter", content=self.HELD, headers=JSON | PDF)
        assert answer.headers["content-type"] == "application/pdf"

    def test_a_desks_archive_leaves_it_out_and_says_how_many(self, desk: TestClient, supervisor: TestClient) -> None:
        answer = desk.post("/events", content=self.HELD, headers=JSON | ZIP)
        assert answer.headers["correspondence-letters-held"] == "1"
        assert self.kinds_in(answer.content) == {"filing_time"}
        answer = supervisor.post("/events", content=self.HELD, headers=JSON | ZIP)
        assert self.kinds_in(answer.content) == {"hub_letter", "filing_time"}

    @staticmethod
    def kinds_in(archive: bytes) -> set[str]:
        return {name.split("-")[0] for name in zipfile.ZipFile(io.BytesIO(archive)).namelist()}


class TestWhatIsRefused:
    """Then nothing is stored, and nothing that was sent is said again."""

    SECRET = "Zaphod-of-Betelgeuse"

    def test_an_unknown_field_is_named_only_where_it_is_plain(self, desk: TestClient) -> None:
        body = small("refused-1", "CM26P00502") | {self.SECRET: self.SECRET}
        answer = desk.post("/events", json=body)
        assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
        assert answer.json()["field"] == "(unknown)"
        assert self.SECRET not in answer.text

    @pytest.mark.parametrize("path", ["event_id", "hub", "occurred_on", "case.court", "case.people.0.name.given"])
    def test_a_value_of_the_wrong_kind_is_never_repeated(self, desk: TestClient, path: str) -> None:
        body = build.changed(small("refused-2", "CM26P00503"), {path: {self.SECRET: [self.SECRET]}})
        answer = desk.post("/events", json=body)
        assert answer.status_code == 422
        assert answer.json()["field"].startswith(path)
        assert self.SECRET not in answer.text

    def test_every_reason_is_given_at_once(self, desk: TestClient) -> None:
        wrong = {"urgent": True, "case.unresolved_features": ["significant_risk"]}
        answer = desk.post("/events", json=small("refused-3", "CM26P00504", wrong))
        assert answer.status_code == 422
        assert len(answer.json()["reasons"]) >= 2
        assert all(reason["source"] for reason in answer.json()["reasons"])
        assert desk.get("/cases/CM26P00504").status_code == 404

    def test_an_event_of_tomorrow_is_refused(self, desk: TestClient) -> None:
        answer = desk.post("/events", json=small("refused-4", "CM26P00505", {"occurred_on": "2026-11-21"}))
        assert (answer.status_code, answer.json()["rule"]) == (422, "in_the_future")

    def test_what_is_not_json_is_refused(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=b"{", headers=JSON)
        assert (answer.status_code, answer.json()["rule"]) == (422, "not_json")

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Content-Type": "text/plain"},
            {"Content-Type": "application/json; charset=latin-1"},
            {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        ],
    )
    def test_what_does_not_say_that_it_is_plain_json_is_refused(
        self, desk: TestClient, headers: dict[str, str]
    ) -> None:
        answer = desk.post("/events", content=EXAMPLE, headers=headers)
        assert (answer.status_code, answer.json()["rule"]) == (415, "media_type")

    def test_a_type_that_is_not_given_is_refused_before_anything_is_recorded(self, desk: TestClient) -> None:
        body = json.dumps(small("refused-5", "CM26P00506"))
        answer = desk.post("/events", content=body, headers=JSON | {"Accept": "text/html, application/pdf;q=0"})
        assert (answer.status_code, answer.json()["rule"]) == (406, "not_acceptable")
        assert desk.get("/cases/CM26P00506").status_code == 404


class TestABodyThatIsTooLarge:
    """It is read no further than it may be long."""

    def test_an_announced_length_is_refused_at_once(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=b" " * (MAX_BYTES + 1), headers=JSON)
        assert (answer.status_code, answer.json()["rule"]) == (413, "too_large")

    def test_an_endless_one_without_a_length_is_refused_on_the_way(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=_chunks(), headers=JSON)
        assert (answer.status_code, answer.json()["rule"]) == (413, "too_large")

    def test_the_longest_one_is_read(self, desk: TestClient) -> None:
        answer = desk.post("/events", content=b"{}".ljust(MAX_BYTES), headers=JSON)
        assert (answer.status_code, answer.json()["rule"]) == (422, "union_tag_not_found")


def _chunks() -> Iterator[bytes]:
    for _ in range(2 * MAX_BYTES // 4096):
        yield b" " * 4096


def test_an_endless_number_is_refused_like_any_other_text_that_is_no_json(desk: TestClient) -> None:
    answer = desk.post("/events", content=b'{"event_id": ' + b"1" * 5000 + b"}", headers=JSON)
    assert answer.status_code == 422


def test_a_string_that_never_ends_is_refused_like_any_other(desk: TestClient) -> None:
    answer = desk.post("/events", content=b'"' + b'\\"' * 16_000, headers=JSON)
    assert answer.status_code == 422


def test_everything_read_and_written_is_recorded_under_its_key(here: House, desk: TestClient) -> None:
    body = json.dumps(small("recorded-1", "CM26P00507"))
    answer = desk.post("/events?kind=hub_letter", content=body, headers=JSON | PDF)
    assert answer.status_code == 201
    (letter,) = (x for x in here.service.register.letters_of_event("recorded-1") if x.kind == "hub_letter")
    (access,) = here.service.register.accesses_of(letter.letter_id)
    assert (access.key_name, access.action) == ("desk", "read pdf en")
    assert here.service.register.steps(letter.letter_id)[0].key_name == "desk"
