"""A life is the same from one seed, is lived again from its file, and shrinks to what breaks a law."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from correspondence.catalogue.kind import DocumentForm
from correspondence.cli import DONE, REFUSED, WRONG_USE, main
from correspondence.making import Order, OwnProcess
from correspondence.making.orders import T
from correspondence.simulation import actions, shrinking, years
from correspondence.simulation.actions import Life, Move, Post
from correspondence.simulation.living import CRASH, Lived, live_again
from correspondence.simulation.seen import Broken, Law, Seen
from correspondence.simulation.table import table
from correspondence.simulation.words import words_of

SMALL = years.Asked(cases=3, weeks=3, seed=2, hubs=1)


def no_laws() -> Mapping[int, Law]:
    return {}


def planted() -> Mapping[int, Law]:
    """A law that no real service keeps: no letter that says that a case waits is ever approved."""

    def law(seen: Seen) -> Iterator[Broken]:
        for letter in seen.letters:
            if letter.kind == "hub_letter" and letter.status in ("approved", "sent"):
                what = "a letter was approved"
                yield Broken(law=3, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=what)

    return {3: law}


@pytest.fixture(scope="module")
def lived() -> Lived:
    """A small life, held to the planted law."""
    return years.live(SMALL, planted)


def first_taken(lived: Lived) -> Post:
    """The first event of a case that was posted and taken."""
    taken = [each.body for each in lived.seen.posted if each.taken and "case" in each.body]
    return next(each for each in lived.life.actions if isinstance(each, Post) and each.body in taken)


def test_a_life_lived_again_from_its_file_is_the_same_in_every_letter(lived: Lived) -> None:
    again = live_again(actions.read(actions.written(lived.life)), planted)
    assert again.seen == lived.seen
    assert (again.broken, again.refused) == (lived.broken, lived.refused)
    assert len(lived.seen.letters) > 10


def test_a_law_that_is_broken_shrinks_to_the_two_actions_that_break_it(lived: Lived) -> None:
    first = lived.broken[0]
    small = shrinking.Shrinking(first, shrinking.of_this_law(first, planted), 50).smallest(lived.life)
    assert [type(action) for action in small.actions] == [Post, Move]
    assert live_again(small, planted).broken[0].law == 3


def test_a_smaller_life_is_looked_for_only_while_it_is_smaller() -> None:
    """Of twenty things the third and the eleventh are needed; without either nothing is enough."""
    tried = []

    def is_enough(some: object) -> bool:
        tried.append(some)
        return {3, 11} <= {*some}  # type: ignore[misc]

    assert shrinking.fewest(range(20), is_enough) == (3, 11)
    assert len(tried) < 60


class BreaksDown(OwnProcess):
    """Who makes no letter."""

    def make_all(self, _orders: Sequence[Order[T]]) -> tuple[T, ...]:
        raise ZeroDivisionError


def test_a_crash_is_the_law_that_nothing_breaks_but_by_a_rule(lived: Lived) -> None:
    first = first_taken(lived)
    broken = live_again(lived.life.doing([first]), no_laws, BreaksDown()).broken
    assert [each.law for each in broken] == [CRASH]
    assert broken[0].says.startswith("ZeroDivisionError at test_lives.py:")


def test_the_table_counts_each_letter_once(lived: Lived) -> None:
    lines = table(lived)
    assert f"{len(lived.seen.letters)} letters" in lines[2]
    assert any(line.startswith("  law 3: ") for line in lines)


def test_the_laws_are_shown_what_a_refusal_said(lived: Lived) -> None:
    first = first_taken(lived)
    person = first.body["case"]["people"][0]
    wrong = {**first.body, "case": {**first.body["case"], "people": [{**person, "role": "judge"}]}}
    life = lived.life.doing([replace(first, body=wrong)]).until(first.on)
    (refused,) = live_again(life, no_laws).seen.posted
    assert not refused.taken
    assert refused.answer.startswith("case.people.0.role: ")


def test_the_table_says_how_late_the_papers_of_areas_went(lived: Lived) -> None:
    paper = replace(
        lived.seen.letters[0], subject="area:essex", kind="checkpoint_advice", due_on=date(2026, 10, 20), status="sent"
    )
    went = [replace(paper, history=(("sent", on, ""),)) for on in (date(2026, 10, 20), date(2026, 10, 23))]
    waits = replace(paper, status="draft", history=(("draft", date(2026, 10, 13), ""),))
    national = replace(waits, subject="national:", kind="protocol_review", status="withdrawn")
    index = replace(waits, kind="pack_index", audience="file")
    letters = (*went, waits, national, index, replace(paper, subject="CM26P00001", kind="update"))
    lines = [line.split() for line in table(replace(lived, seen=replace(lived.seen, letters=letters)))]
    papers = lines[next(n for n, line in enumerate(lines) if line[:1] == ["papers"]) + 1 :]
    assert papers[: papers.index([])] == [["checkpoint_advice", "1", "1", "3", "1"]]


def test_words_alone_are_those_of_the_whole_letter(lived: Lived) -> None:
    """The same letter drawn in every form has the same HTML, byte for byte, and the same findings."""
    first = first_taken(lived)
    life = lived.life.doing([first]).until(first.on)
    plain, drawn = (live_again(life, no_laws, maker).seen.letters for maker in (None, OwnProcess()))
    assert [(x.letter_id, x.status, x.findings) for x in plain] == [(x.letter_id, x.status, x.findings) for x in drawn]
    html = [{d.sha256 for d in x.documents if d.form == DocumentForm.HTML} for x in drawn]
    assert all({d.sha256 for d in x.documents} >= files for x, files in zip(plain, html, strict=True))
    assert any(html)
    for letter in drawn:
        told = {document.form: document.text for document in letter.documents if document.language == letter.language}
        longest = sorted(told.get("html", "").splitlines(), key=len)[-3:]  # one of them may run over a page
        assert not longest or any(line in told["pdf"] for line in longest)


def test_words_are_read_a_line_for_each_block() -> None:
    page = "<html><body><h1>A <b>b</b></h1><p>c\n d</p><ul><li>e</li></ul><table><tr><td>f</td><td>g</td></tr></table>"
    assert words_of("html", page.encode()) == "A b\nc d\ne\nf g"


def test_what_is_printed_is_the_same_whatever_the_process(tmp_path: Path) -> None:
    """Two processes that order their sets otherwise print the same bytes."""
    command = [
        sys.executable,
        "-m",
        "correspondence",
        "simulate",
        "--cases",
        "1",
        "--weeks",
        "2",
        "--hubs",
        "1",
        "--tries",
        "0",
    ]
    printed = [
        subprocess.run(
            [*command, "--lives", str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert b"1 Hubs" in printed[0]


def test_a_life_is_lived_again_by_one_command(lived: Lived, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "life.json"
    file.write_bytes(actions.written(lived.life.until(lived.life.begins_on)))
    assert main(["simulate", "--replay", str(file)]) in (DONE, REFUSED)
    assert f"{lived.life.begins_on} to {lived.life.begins_on}" in capsys.readouterr().out


def test_a_life_is_drawn_where_that_is_asked_for(
    lived: Lived, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same letters, and beside the words of each the files that are drawn of it."""
    file, first = tmp_path / "life.json", first_taken(lived)
    file.write_bytes(actions.written(lived.life.doing([first]).until(first.on)))
    counted = []
    for more in ([], ["--render"]):
        assert main(["simulate", "--replay", str(file), *more]) in (DONE, REFUSED)
        size = next(line for line in capsys.readouterr().out.splitlines() if " documents" in line)
        counted.append([int(word) for word in size.replace(",", "").split() if word.isdecimal()])
    (letters, words), (drawn_letters, drawn) = counted
    assert letters == drawn_letters > 0
    assert drawn > 2 * words


def test_a_file_that_is_no_life_is_named_with_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "life.json"
    life = Life(directory={}, begins_on=date(2026, 10, 12), ends_on=date(2026, 10, 13), actions=())
    file.write_text(json.dumps({**json.loads(actions.written(life)), "ends_on": "never"}))
    assert main(["simulate", "--replay", str(file)]) == WRONG_USE
    assert "life.json is no life that was kept: ends_on" in capsys.readouterr().err
