"""Commands that tend the register: its keys, who dealt with what, erasure, and what is left over or behind."""

from argparse import Namespace
from collections.abc import Sequence

from correspondence.protocol.refusals import Reason, Refused
from correspondence.protocol.words.folding import case_identity
from correspondence.storage import KeyNameTaken, KeyNeedsHub, KeyRole, NoSuchCase, NoSuchKey, Register

from . import settings


def add_key(given: Namespace) -> None:
    """`key add NAME --role ROLE [--hub HUB]`: makes a key and shows it this once; only its hash is kept."""
    known = settings.directory()
    if given.hub is not None and given.hub not in known.hubs:
        raise settings.WrongUse("--hub names no Hub of the directory")
    with settings.open_register() as register:
        try:
            print(register.add_key(given.name, KeyRole(given.role), given.hub))
        except (KeyNameTaken, KeyNeedsHub) as error:
            raise _refused("key", "name", str(error)) from None


def list_keys(_given: Namespace) -> None:
    """`key list`: every key that was ever made, by name; a key itself is never shown again."""
    with settings.open_register() as register:
        keys = register.keys_made()
    show(
        ("name", "role", "hub", "made", "revoked"),
        [(k.name, k.role, k.hub or "", _day(k.made_at), _day(k.revoked_at)) for k in keys],
    )


def revoke_key(given: Namespace) -> None:
    """`key revoke NAME`: from now on that key opens nothing. Its name stays taken."""
    with settings.open_register() as register:
        try:
            register.revoke_key(given.name)
        except NoSuchKey as error:
            raise _refused("key", "name", str(error)) from None
    print("revoked")


def show_accesses(given: Namespace) -> None:
    """`accesses ID`: who wrote, moved or read a letter, an event, a run or a case, oldest first, from the records."""
    with settings.open_register() as register:
        found = register.dealings_with(given.id) or register.dealings_with(case_identity(given.id))
    if not found:
        raise _refused("unknown", "ID", "nothing is recorded under this id or case number")
    show(
        ("when (UTC)", "key", "by", "what", "of"),
        [(f"{a.at:%Y-%m-%d %H:%M:%S}", a.key_name or "", a.by or "", a.action, a.target) for a in found],
    )


def erase(given: Namespace) -> None:
    """`erase CASE [--yes]`: removes what is kept of a case's people, once its number was given twice more.

    Ids, hashes and days stay. It cannot be undone.
    """
    case_number = case_identity(given.case)
    with settings.open_register() as register:
        _check_known(register, case_number)
        if not given.yes:
            _ask_twice(case_number)
        try:
            erased = register.erase_case(case_number)
        except NoSuchCase as error:
            raise _refused("no_such_case", "CASE", str(error)) from None
        register.note_access(None, "erase", case_number)
    print(
        f"erased: {erased.events} events, {erased.letters} letters, {erased.files} files, and {erased.orphans} files "
        "that no letter named; ids, hashes and days stay"
    )


def _check_known(register: Register, case_number: str) -> None:
    if register.case(case_number) is None:
        raise _refused("no_such_case", "CASE", "there is no such case")


def _ask_twice(case_number: str) -> None:
    """Have whoever erases give the number again, twice. Raises `WrongUse` where nobody can be asked."""
    for asked in ("This cannot be undone. The case number again: ", "And once more: "):
        try:
            said = input(asked)
        except EOFError:
            raise settings.WrongUse("nobody is there to be asked; --yes erases without asking") from None
        if case_identity(said) != case_number:
            raise _refused("not_confirmed", "CASE", "another number was given, so nothing was erased")


def sweep(_given: Namespace) -> None:
    """`sweep`: removes the files that no letter names, which a process left that was killed."""
    with settings.open_register() as register:
        print(f"{register.sweep_orphans()} files were removed that no letter names")


def derive(given: Namespace) -> None:
    """`derive [--all]`: derives anew what is kept beside each open case that is behind, or beside every one."""
    with settings.service() as service:
        print(f"{service.derive_anew(everything=given.all)} cases were derived anew")


def _day(at: object) -> str:
    return f"{at:%Y-%m-%d}" if at else ""


def show(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _refused(rule: str, field: str, detail: str) -> Refused:
    return Refused([Reason(rule=rule, field=field, detail=detail, source="ours")])
