"""Commands that only look: duties, the catalogue, whether all that was kept is whole."""

import json
from argparse import Namespace
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from typing import Any

from correspondence import verification
from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.ledger import languages_of
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.directory_rules import vacancies
from correspondence.protocol.intake.decide import decide_alone
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.refusals import Reason, Refused
from correspondence.reading import read_event
from correspondence.service import Service
from correspondence.storage import Fault

from . import settings


def show_duties(given: Namespace) -> None:
    """`duties EVENT.json ...`: one flat JSON array of duties; each file is a case of its own."""
    directory = settings.directory()
    owed: list[dict[str, Any]] = []
    for path in given.events:
        event = read_event(settings.read_file(path))
        case_file = decide_alone(event, directory)
        owed += [as_json(d) for d in duties(case_file, directory.hubs[case_file.hub], given.today or event.occurred_on)]
    print(json.dumps(owed, ensure_ascii=False, indent=2))


def check(_given: Namespace) -> None:
    """`check`: the directory is read as strictly as at a start, and posts are named that are or soon fall vacant."""
    directory = settings.directory()
    for each in vacancies(directory, settings.today()):
        print(f"{each.post}: nobody holds this post from {in_words(each.since)} on")
    print(f"the directory is in order: {len(directory.hubs)} Hubs, {len(directory.courts)} courts")


def as_json(duty: Duty) -> dict[str, Any]:
    """A duty in the contract's shape: only what is owed in no one case names a court or a service area."""
    said = {k: v for k, v in asdict(duty).items() if k not in ("court", "service_area") or v is not None}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in said.items()}


COLUMNS = (
    *("code", "document", "title", "source", "recipients", "sent on", "signed by"),
    *("deadline", "versions", "forms", "languages"),
)


def catalogue_rows() -> tuple[tuple[str, ...], ...]:
    """Every kind of letter as a row of the table that `catalogue` prints and README shows."""
    return tuple(map(_row, CATALOGUE.values()))


def _row(kind: AnyKind) -> tuple[str, ...]:
    event = kind.sent_on.__annotations__["type"].__args__[0]
    return (
        kind.code,
        ", ".join(kind.documents),
        kind.title,
        kind.source,
        kind.recipients,
        event,
        kind.signed_by.replace("_", " "),
        kind.deadline,
        ", ".join(kind.versions),
        ", ".join(dict.fromkeys(form for part in kind.parts for form in part.forms)),
        ", ".join(sorted(languages_of(kind), key=_english_first)),
    )


def _english_first(language: str) -> tuple[bool, str]:
    return language != "en", language


def show_catalogue(_given: Namespace) -> None:
    """`catalogue`: the table of letters."""
    rows = (COLUMNS, *catalogue_rows())
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


_NOT_KEPT = "is not what was kept"


def verify(given: Namespace) -> None:
    """`verify [--hashes]`: the database's own check, then the rows in their chain of hashes, then every body and file.

    Without `--hashes` what this very version made is made again and compared; what another made is counted. Refuses if
    anything is not what was kept.
    """
    with settings.service() as service:
        _check_database(service)
        broken = service.register.broken_rows()
        links, head = service.register.chain_length()
        print(f"rows: {len(broken)} not as they were kept; {links} links in the chain, the last {head}")
        faults = [Reason(rule=each.fault, field=f"{each.kind} {each.key}", detail=_NOT_KEPT) for each in broken]
        if given.hashes or not broken:  # nothing can be made again from rows that were changed
            with nullcontext() if given.hashes else settings.letters_made_apart():
                faults += _check_files(service, hashes_alone=given.hashes)
    if faults:
        raise Refused(faults)


def _check_database(service: Service) -> None:
    """Raise `Refused` where the database is damaged: then no hash of it means anything."""
    if found := service.register.damage():
        raise Refused([Reason(rule=Fault.DAMAGED, field="database", detail=each) for each in found])


def _check_files(service: Service, *, hashes_alone: bool) -> list[Reason]:
    """What is wrong with bodies and documents. Prints how many are whole, and how many were made again."""
    total = service.register.verify_count()
    whole = remade = others = 0
    faults: list[Reason] = []
    for done, checked in enumerate(verification.verify(service, hashes_alone=hashes_alone), start=1):
        settings.progress(done, total, "checked")
        whole += checked.fault is None
        remade += checked.made_again is True
        others += checked.made_again is None and checked.letter_id is not None
        if checked.fault is not None or checked.made_again is False:
            rule = checked.fault or "made_differently"
            faults.append(Reason(rule=rule, field=checked.letter_id or checked.event_id, detail=_NOT_KEPT))
    again = f"; {remade} made again with the same bytes; {others} made by another version"
    print(f"{whole} of {total} whole{'' if hashes_alone else again}")
    return faults
