"""The case files that were folded last: a case of which no more has come since is neither read nor folded again.

What happened is never changed, so its case file is true for as long as the case has those events and no others. What
became of its letters is read every time.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord

MOST = 256
"""How many are known at once: some tens of megabytes, and more cases than are worked on in one hour."""


class Folded:
    """The last *most* case files, by their numbers. Safe to use from any number of threads."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._known: OrderedDict[str, CaseFile] = OrderedDict()
        self._lock = Lock()

    def keep(self, case_file: CaseFile) -> None:
        """Know that case file, in the place of the one that has been asked for longest ago."""
        with self._lock:
            self._known[case_file.case_number] = case_file
            self._known.move_to_end(case_file.case_number)
            if len(self._known) > self.most:
                self._known.popitem(last=False)

    def of(self, case_number: str, arrivals: Sequence[str], letters: Sequence[LetterRecord]) -> CaseFile | None:
        """The case file of a case that has events of those ids and no others, with these letters; None: not known."""
        with self._lock:
            known = self._known.get(case_number)
            if known is None or known.arrivals != tuple(arrivals):
                return None
            self._known.move_to_end(case_number)
        return replace(known, letters=tuple(letters))

    def forget(self, case_number: str) -> None:
        """Know nothing of that case."""
        with self._lock:
            self._known.pop(case_number, None)
