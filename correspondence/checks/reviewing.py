"""Whether a letter says that its case is looked at regularly while nobody has looked in time (section 8)."""

import re
from collections.abc import Sequence
from datetime import date

from correspondence.documents import Finding, Text
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.owed.duties import next_review

from .codes import Code, finding

_SAYS_SO = re.compile(r"\bevery two weeks\b|\bkeep checking\b")


def examine(texts: Sequence[Text], case_file: CaseFile, on: date) -> tuple[Finding, ...]:
    """`review_overdue`, to acknowledge, where such a letter would go *on* a day on which the review is overdue.

    The words stay as they are: others would tell a reader that a review had answered somebody's information.
    """
    due = next_review(case_file) if case_file.is_in_hub else None
    if due is None or due.due_on >= on:
        return ()
    says_so = any(_SAYS_SO.search(sentence) for text in texts for sentence in text.sentences)
    return (finding(Code.REVIEW_OVERDUE, "letter"),) if says_so else ()
