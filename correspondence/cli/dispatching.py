"""Commands by which approved letters leave: by mail, by the post that is printed here, and what became of each."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from correspondence.dispatch.own_printer import Posted, make_run, members, say_posted
from correspondence.protocol.refusals import Reason, Refused
from correspondence.service import Service
from correspondence.storage import (
    FOR_A_PERSON,
    CaseErased,
    DeliveryKey,
    DeliveryState,
    NoSuchDelivery,
    NoSuchPostRun,
    NothingToPost,
    NotSaidOf,
    NoWordWithoutReason,
    PostRunClosed,
    StoredPostRun,
    UnlawfulWord,
    Word,
)

from . import settings
from .tending import show
from .writing import write_whole


def dispatch(_given: Namespace) -> None:
    """`dispatch`: hands over all that waits to leave by mail, takes in what came back, and says what became of it.

    It can be called as often as one likes, also by several at once. Refuses at its end where a mail server was shut.
    """
    from correspondence.dispatch.rounds import hand_over_all

    channels = settings.channels()
    with settings.letters_made_apart(), settings.service() as service:
        done = hand_over_all(service, channels, settings.today(), settings.now)
    for state, count in sorted(done.states.items()):
        print(f"{state}: {count}")
    print(f"taken over: {done.taken_over}; came back: {done.came_back}")
    if done.shut:
        raise Refused(
            [_reason("channel_shut", name, f"it takes nothing now: {why}") for name, why in done.shut.items()]
        )


def make_post_run(given: Namespace) -> None:
    """`post-run make --hub HUB -o DIR`: makes a run of all that waits to be posted in a Hub, and writes its files."""
    channels = settings.channels()
    with settings.letters_made_apart(), settings.service() as service:
        if given.hub not in service.directory.hubs:
            raise settings.WrongUse("--hub names no Hub of the directory")
        try:
            run = make_run(service, channels, given.hub, settings.today())
        except NothingToPost as error:
            raise Refused([_reason("nothing_to_post", "hub", str(error))]) from None
        _write(service, run, given.output)


def list_post_runs(given: Namespace) -> None:
    """`post-run list [--hub HUB]`: the last hundred runs, newest first."""
    with settings.open_register() as register:
        runs = register.post_runs.of(given.hub)
    heads = ("run", "hub", "state", "made (UTC)", "documents")
    show(heads, [(x.run_id, x.hub, x.state, f"{x.made_at:%Y-%m-%d %H:%M}", str(len(x.deliveries))) for x in runs])


def write_post_run(given: Namespace) -> None:
    """`post-run write RUN -o DIR`: writes a run's files again, without what is no longer to go."""
    with settings.service() as service:
        run = service.register.post_runs.find(given.run)
        if run is None:
            raise Refused([_reason("no_such_post_run", "RUN", str(NoSuchPostRun()))])
        _write(service, run, given.output)


def say_post_run(given: Namespace) -> None:
    """`post-run posted RUN --by NAME`: says that a run was posted, but for what was taken out of it."""
    said = Posted(
        by=given.by,
        on=_on(given),
        not_posted=tuple(given.not_posted),
        went_all_the_same=tuple(given.went_all_the_same),
    )
    with settings.letters_made_apart(), settings.service() as service:
        try:
            run = say_posted(service, given.run, said, settings.today())
        except NoSuchPostRun as error:
            raise Refused([_reason("no_such_post_run", "RUN", str(error))]) from None
        except PostRunClosed as error:
            raise Refused([_reason("post_run_closed", "RUN", str(error))]) from None
        except NotSaidOf as error:
            detail = f"{error} ({', '.join(error.references)})"
            raise Refused([_reason("not_said_of", "--not-posted", detail)]) from None
    print(f"posted: {len(run.deliveries)}")


def show_deliveries(given: Namespace) -> None:
    """`deliveries [--state STATE] [--hub HUB]`: how documents leave, soonest due first; else what is for a person."""
    states = FOR_A_PERSON if given.state is None else {DeliveryState(given.state)}
    with settings.open_register() as register:
        found = register.deliveries.at(states, None if given.hub is None else [given.hub])
    heads = ("reference", "kind", "hub", "way", "state", "code", "due")
    show(heads, [(str(x.key), x.kind, x.hub, x.way or "", x.state, x.code, f"{x.due_on}") for x in found])


def say_of_delivery(given: Namespace) -> None:
    """`deliveries say REFERENCE WORD --by NAME`: says what became of a delivery, or what is to become of it."""
    key = DeliveryKey.read(given.reference)
    word = Word(given.word)
    with settings.letters_made_apart(), settings.service() as service:
        deliveries = service.register.deliveries
        try:
            if key is None:
                raise NoSuchDelivery
            told = deliveries.say(key, word, deliveries.hand(given.by, _on(given)), given.reason, service.derive)
        except NoSuchDelivery as error:
            raise Refused([_reason("no_such_delivery", "REFERENCE", str(error))]) from None
        except CaseErased as error:
            raise Refused([_reason("erased", "REFERENCE", str(error))]) from None
        except UnlawfulWord as error:
            raise Refused([_reason("unlawful_word", "WORD", str(error))]) from None
        except NoWordWithoutReason as error:
            raise Refused([_reason("reason_required", "--reason", str(error))]) from None
        if word in (Word.WENT, Word.CAME_BACK):
            service.moving.has_gone(key.letter_id, settings.today())
    print(f"{told.key}: {told.state}")


def _write(service: Service, run: StoredPostRun, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in members(service, run):
        write_whole(folder / name, content)
    print(f"post run {run.run_id}: {len(run.deliveries)} documents in {folder}")


def _on(given: Namespace) -> date:
    """The day that is meant. Raises `WrongUse` for one to come."""
    day: date = given.on or settings.today()
    if day > settings.today():
        raise settings.WrongUse("--on names a day that is still to come")
    return day


def _reason(rule: str, field: str, detail: str) -> Reason:
    return Reason(rule=rule, field=field, detail=detail, source="ours")
