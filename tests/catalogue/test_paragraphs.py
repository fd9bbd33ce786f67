"""Every paragraph of the Protocol has the documents that it orders, and every document its paragraph or the word ours.

`tests/data/paragraphs.csv` maps each paragraph to the codes of its documents; `-` where it orders none.
"""

import csv
from functools import cache
from pathlib import Path

from correspondence.catalogue.registry import CATALOGUE

PARAGRAPHS = Path(__file__).parents[1] / "data" / "paragraphs.csv"


@cache
def ordered() -> dict[str, frozenset[str]]:
    """The paragraphs that order documents, and the codes of those."""
    with PARAGRAPHS.open(encoding="utf-8", newline="") as file:
        rows = {row["paragraph"]: row["document_code"] for row in csv.DictReader(file)}
    return {paragraph: frozenset(codes.split(";")) for paragraph, codes in rows.items() if codes != "-"}


def declared() -> set[str]:
    return {document for kind in CATALOGUE.values() for document in kind.documents}


def test_every_paragraph_has_the_documents_that_it_orders() -> None:
    assert len(ordered()) > 50
    missing = {paragraph: codes - declared() for paragraph, codes in ordered().items() if codes - declared()}
    assert missing == {}


def test_every_document_has_its_paragraph_or_says_that_it_is_ours() -> None:
    codes = frozenset().union(*ordered().values())
    lacking = [
        kind.code
        for kind in CATALOGUE.values()
        if not codes & {*kind.documents} and "(ours" not in f"{kind.source} {kind.deadline}"
    ]
    assert lacking == []


SEVERAL = frozenset({"F6", "A2", "A7", "A8", "A10", "A11", "A17"})
"""Sought and decided; an agenda and a note; confirmed, deferred, not taken, each nationally and locally; every area and
the open Hubs; request and recommendation; nationally, locally and to each family; the review and what was learnt."""


def test_no_two_kinds_are_the_same_document() -> None:
    every = [document for kind in CATALOGUE.values() for document in kind.documents]
    assert {document for document in every if every.count(document) > 1} == SEVERAL
