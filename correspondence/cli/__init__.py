"""The same story from a terminal. Exit 0: done; 1: refused; 2: wrong use; 130: stopped by Ctrl-C."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from correspondence.directory_file import BadDirectory
from correspondence.ledger import BadLedger
from correspondence.making import CannotMake
from correspondence.protocol.refusals import Refused
from correspondence.reading import read_day
from correspondence.storage import IN_WORDS, DeliveryState, KeyRole, Unusable, Word, trouble_in

from . import dispatching, looking, posting, running, serving, simulating, tending, translating, writing
from .settings import WrongUse, is_loopback

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DONE, REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = parser().parse_args(arguments)
    try:
        _check_folder(getattr(given, "output", None))
        given.command(given)
    except Refused as refused:
        for reason in refused.reasons:
            source = f" (Protocol {reason.source})" if reason.source not in ("", "ours") else ""
            print(f"refused: {reason.field or 'the event'}: {reason.rule}: {reason.detail}{source}", file=sys.stderr)
        return REFUSED
    except (WrongUse, BadDirectory, BadLedger, Unusable, CannotMake) as error:
        for line in str(error).splitlines():
            print(f"correspondence: {line}", file=sys.stderr)
        return WRONG_USE
    except (SQLAlchemyError, OSError) as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        print(f"correspondence: {IN_WORDS[trouble]}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("\ncorrespondence: stopped; what was finished is kept", file=sys.stderr)
        return STOPPED
    return DONE


def _check_folder(folder: Path | None) -> None:
    """Refuse a folder that holds anything: one family's letters lying among another's could not be told apart."""
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise WrongUse("-o names a file, and a folder is wanted")
    if folder.is_dir() and any(folder.iterdir()):
        raise WrongUse("the folder that -o names is not empty: name a new one, so that no letters mix with others")


def parser() -> argparse.ArgumentParser:
    """The commands and what they take."""
    top = argparse.ArgumentParser(prog="correspondence", description="Letters for Cafcass's Allocation Hubs.")
    top.add_argument("--version", action="version", version=f"correspondence {version('correspondence')}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_add_serving, _add_keys, _add_tending, _add_writing, _add_running, _add_importing, _add_simulating):
        add(commands)
    _add_looking(commands)
    _add_dispatching(commands)
    _add_translating(commands)
    return top


def _add_serving(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="answer HTTP")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000, help="0 takes a free one")
    serve.add_argument("--dev", action="store_true", help="for trying out: loopback only, no key, an event's own day")
    serve.add_argument("--check", action="store_true", help="begin, find all in order, and end")
    serve.set_defaults(command=serving.serve)

    example = commands.add_parser("example", help="serve --dev, post the example and write its letters")
    example.add_argument("--host", default="127.0.0.1")
    example.add_argument("--port", type=_port, default=8000, help="0 takes a free one")
    example.set_defaults(command=serving.example)

    post = commands.add_parser(
        "post",
        help="send events to a service that is up, and say what they gave",
        epilog="A service that asks for a key is given the one in CORRESPONDENCE_KEY.",
    )
    post.add_argument("events", nargs="+", type=Path, metavar="EVENT.json", help="in the order in which they happened")
    post.add_argument("--to", type=_address, default="http://127.0.0.1:8000", metavar="ADDRESS", help="%(default)s")
    _add_folder(post, required=False)
    post.set_defaults(command=posting.post)


def _add_keys(commands: Commands) -> None:
    key = commands.add_parser("key", help="keys of those who may call").add_subparsers(required=True, metavar="ACTION")
    add = key.add_parser("add", help="make a key and show it once")
    add.add_argument("name")
    add.add_argument("--role", required=True, choices=[str(role) for role in KeyRole])
    add.add_argument("--hub")
    add.set_defaults(command=tending.add_key)
    key.add_parser("list", help="every key that was made, and which are revoked").set_defaults(
        command=tending.list_keys
    )
    revoke = key.add_parser("revoke", help="from now on it opens nothing")
    revoke.add_argument("name")
    revoke.set_defaults(command=tending.revoke_key)


def _add_writing(commands: Commands) -> None:
    render = commands.add_parser("render", help="write the letters that a case's last event gives; keep nothing")
    render.add_argument("events", nargs="+", type=Path, metavar="EVENT.json", help="a case's events, oldest first")
    _add_folder(render)
    render.add_argument("--today", type=_day, metavar="DATE", help="default: the last event's day")
    render.set_defaults(command=writing.render)

    duties = commands.add_parser("duties", help="what each event's case is owed, as JSON")
    duties.add_argument("events", nargs="+", type=Path, metavar="EVENT.json", help="each is a case of its own")
    duties.add_argument("--today", type=_day, metavar="DATE", help="default: the event's day")
    duties.set_defaults(command=looking.show_duties)


def _add_running(commands: Commands) -> None:
    lists = commands.add_parser("court-lists", help="make, keep and write the courts' lists of a week")
    lists.add_argument("--week-of", type=_day, required=True, metavar="DATE", help="any day of it, once it has begun")
    lists.add_argument("--court", metavar="KEY", help="one court of the directory; default: every court")
    _add_folder(lists)
    _add_day(lists)
    lists.set_defaults(command=running.court_lists)

    due = commands.add_parser("run-due", help="write and keep every family's update that is due")
    due.add_argument("--on", type=_day, required=True, metavar="DATE", help="today, or a day before it")
    _add_day(due)
    due.set_defaults(command=running.run_due)

    closing = commands.add_parser("run-closing", help="tell every family still waiting in a Hub that it closes")
    closing.add_argument("--hub", required=True, metavar="HUB", help="a Hub that the Board decided to close")
    _add_folder(closing)
    _add_day(closing)
    closing.set_defaults(command=running.run_closing)


def _add_importing(commands: Commands) -> None:
    hmcts = commands.add_parser("import-hmcts", help="letters from an answer of HMCTS's private-law service")
    hmcts.add_argument("feed", type=Path, metavar="FEED.json")
    hmcts.add_argument("--decision", type=Path, metavar="DECISION.json", help="what was decided of its cases")
    hmcts.add_argument("--template", action="store_true", help="print the decision file to fill in, and write nothing")
    _add_folder(hmcts, required=False)
    hmcts.set_defaults(command=writing.import_hmcts)


def _add_looking(commands: Commands) -> None:
    commands.add_parser("check", help="read the directory strictly, and say which posts fall vacant").set_defaults(
        command=looking.check
    )
    commands.add_parser("catalogue", help="every kind of letter").set_defaults(command=looking.show_catalogue)
    verify = commands.add_parser("verify", help="prove that all that was kept is whole")
    verify.add_argument("--hashes", action="store_true", help="make nothing again: minutes, however many letters")
    verify.set_defaults(command=looking.verify)


def _add_translating(commands: Commands) -> None:
    state = commands.add_parser("translations", help="how far each letter is translated and reviewed in each language")
    state.set_defaults(command=translating.show_state)
    actions = state.add_subparsers(metavar="ACTION")
    export = actions.add_parser("export", help="write a pack for who translates: XLIFF, a glossary, the English as PDF")
    export.add_argument("language", metavar="LANG", help="a language that has a catalogue, by its base tag: pl")
    letter = export.add_argument("--letter", action="append", default=[], metavar="NAME")
    letter.help = "a kind, or one version of it (hub_letter.younger); again for another; default: every letter"
    _add_folder(export)
    export.set_defaults(command=translating.export)
    take = actions.add_parser("import", help="take in what came back: checked, all of it or nothing")
    take.add_argument("file", type=Path, metavar="FILE.xlf")
    take.add_argument("--by", action="append", default=[], metavar="NAME", help="who reviewed; again for a second")
    take.add_argument("--on", type=_day, metavar="DATE", help="the day of the review; default: today")
    take.set_defaults(command=translating.take_in)
    start = actions.add_parser("start", help="begin a new language")
    start.add_argument("language", metavar="LANG", help="its base tag in BCP 47: lt")
    start.set_defaults(command=translating.start)


def _add_tending(commands: Commands) -> None:
    erase = commands.add_parser("erase", help="remove what is kept of a case's people; ids, hashes and days stay")
    erase.add_argument("case", metavar="CASE", help="its number, which is asked for twice more")
    erase.add_argument("--yes", action="store_true", help="without asking")
    erase.set_defaults(command=tending.erase)

    accesses = commands.add_parser("accesses", help="who wrote, moved or read something")
    accesses.add_argument("id", metavar="ID", help="of a letter, an event or a run; or a case number")
    accesses.set_defaults(command=tending.show_accesses)

    commands.add_parser("sweep", help="remove files that no letter names").set_defaults(command=tending.sweep)

    derive = commands.add_parser("derive", help="derive anew what is kept beside each case: duties, its court")
    derive.add_argument("--all", action="store_true", help="beside every open case, not only those that are behind")
    derive.set_defaults(command=tending.derive)


def _add_dispatching(commands: Commands) -> None:
    leave = commands.add_parser("dispatch", help="hand over all that waits to leave by mail, each document once")
    leave.set_defaults(command=dispatching.dispatch)

    run = commands.add_parser("post-run", help="what is printed here and posted").add_subparsers(
        required=True, metavar="ACTION"
    )
    make = run.add_parser("make", help="all that waits to be posted in a Hub, each letter an envelope")
    make.add_argument("--hub", required=True, metavar="HUB")
    _add_folder(make)
    make.set_defaults(command=dispatching.make_post_run)
    listed = run.add_parser("list", help="the last hundred, newest first")
    listed.add_argument("--hub", metavar="HUB")
    listed.set_defaults(command=dispatching.list_post_runs)
    write = run.add_parser("write", help="write its files again")
    write.add_argument("run", metavar="RUN")
    _add_folder(write)
    write.set_defaults(command=dispatching.write_post_run)
    posted = run.add_parser("posted", help="say that it was posted, but for what was taken out of it")
    posted.add_argument("run", metavar="RUN")
    _add_said(posted)
    for name, what in (
        ("--not-posted", "was taken out"),
        ("--went-all-the-same", "is no longer to go, and was posted"),
    ):
        posted.add_argument(name, action="append", default=[], metavar="REFERENCE", help=f"{what}; again for another")
    posted.set_defaults(command=dispatching.say_post_run)

    deliveries = commands.add_parser("deliveries", help="how documents leave; else those that a person is to look at")
    deliveries.add_argument("--state", choices=[str(state) for state in DeliveryState])
    deliveries.add_argument("--hub", metavar="HUB")
    deliveries.set_defaults(command=dispatching.show_deliveries)
    say = deliveries.add_subparsers(metavar="ACTION").add_parser("say", help="what became of one, or is to")
    say.add_argument("reference", metavar="REFERENCE", help="as it stands on what left")
    say.add_argument("word", choices=[str(word) for word in Word], metavar="WORD", help="one of: %(choices)s")
    _add_said(say)
    say.add_argument("--reason", metavar="TEXT", help="for staff alone")
    say.set_defaults(command=dispatching.say_of_delivery)


def _add_said(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", required=True, metavar="NAME", help="who says so")
    command.add_argument("--on", type=_day, metavar="DATE", help="as of which day; default: today")


def _add_simulating(commands: Commands) -> None:
    simulate = commands.add_parser("simulate", help="live a service area's time from a seed, and ask the laws each day")
    simulate.add_argument("--cases", type=_count, default=30, metavar="N", help="%(default)s")
    simulate.add_argument("--weeks", type=_count, default=12, metavar="W", help="%(default)s")
    simulate.add_argument("--seed", type=int, default=1, metavar="S", help="%(default)s")
    simulate.add_argument("--hubs", type=_count, default=3, choices=range(1, 6), metavar="K", help="%(default)s")
    simulate.add_argument("--render", action="store_true", help="draw PDFs and Word files too: many times as long")
    simulate.add_argument("--replay", type=Path, metavar="FILE", help="live this life again instead")
    tries = simulate.add_argument("--tries", type=int, default=250, metavar="N")
    tries.help = "how many smaller lives are lived at most for each broken law: %(default)s"
    lives = simulate.add_argument("--lives", type=Path, default=Path("var/lives"), metavar="DIR")
    lives.help = "where the smallest life that breaks a law is kept: %(default)s"
    twins = simulate.add_argument("--one-in", type=_count, default=10, metavar="N")
    twins.help = "of how many cases one is lived twice, with another hidden fact: %(default)s"
    kept = simulate.add_argument("--keep", type=Path, metavar="FILE")
    kept.help = "where the life itself is kept, as far as it was lived, each week: to be lived again by --replay"
    simulate.set_defaults(command=simulating.simulate)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= 10_000):
        raise argparse.ArgumentTypeError("a whole number from 1 to 10000")
    return int(text)


def _add_folder(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    what = "where the documents are written: a new folder, or one that is empty"
    command.add_argument("-o", "--output", type=Path, required=required, metavar="DIR", help=what)


def _add_day(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dev", action="store_true", help="for trying out: today is the day that is asked for")
    command.add_argument("--today", type=_day, metavar="DATE", help="with --dev: the day it is")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError("an address is written http://HOST:PORT or https://HOST")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise argparse.ArgumentTypeError("what people told us goes to another machine by https alone")
    return text


def _day(text: str) -> object:
    try:
        return read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a day is written YYYY-MM-DD") from error
