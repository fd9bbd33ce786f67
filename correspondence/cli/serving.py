"""Commands that serve: HTTP for callers, and the example to begin with."""

import errno
import socket
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing, suppress

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.heads import PromptHeads
from correspondence.making import Pool, use
from correspondence.protocol.refusals import Refused
from correspondence.shipped import COMMAND, EXAMPLES, NEXT_EVENT

from . import logs, posting, settings

POLL_SECONDS = 0.05
GRACE_SECONDS = 5
"""How long the calls that are being answered may take once the server is told to end."""
_CANNOT = {
    errno.EADDRINUSE: "is in use",
    errno.EACCES: "is not for this user",
    errno.EADDRNOTAVAIL: "cannot be had, since that is no address of this machine",
    socket.EAI_NONAME: "cannot be had, since that is no name this machine knows",
}


def serve(given: Namespace) -> None:
    """`serve [--dev] --host --port`: answers until it is stopped; one line on stdout once it does.

    With `--check` it ends as soon as all that it needs has been found in order.
    """
    _check_host(given.host, dev=given.dev)
    with (
        closing(_listen(given.host, given.port)) as door,
        closing(settings.workers()) as workers,
        settings.service() as service,
    ):
        if given.check:
            print("correspondence: the directory, the register and the port are in order")
            return
        app = create_app(service, dev=given.dev, today=settings.today)
        _run(app, door, workers, lambda: print(_announce(_address(given.host, door), dev=given.dev), flush=True))


def example(given: Namespace) -> None:
    """`example`: serve for trying out, post the project's example, write its letters to `var/example/`, go on."""
    _check_host(given.host, dev=True)
    with (
        closing(_listen(given.host, given.port)) as door,
        closing(settings.workers()) as workers,
        settings.service(EXAMPLES / "directory.yaml") as service,
    ):
        app = create_app(service, dev=True, today=settings.today)
        _run(app, door, workers, lambda: _post_example(_address(given.host, door)))


def _check_host(host: str, *, dev: bool) -> None:
    if dev and not settings.is_loopback(host):
        raise settings.WrongUse("--dev asks for no key, so it answers on a loopback address only")


def _listen(host: str, port: int) -> socket.socket:
    """The socket that calls come to. Raises `WrongUse`, in one sentence that says what can be done."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = _CANNOT.get(error.errno or 0, "cannot be had")
        hint = "--port N takes another one, --port 0 any that is free (make run: PORT=N)"
        raise settings.WrongUse(f"port {port} of {host} {why}; {hint}") from None


def _address(host: str, door: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}"


def _announce(address: str, *, dev: bool) -> str:
    if dev:
        return f"correspondence: DEVELOPMENT SERVER on {address}: no key is asked for, invented cases only"
    return f"correspondence: serving on {address}"


def _run(app: FastAPI, door: socket.socket, workers: Pool, when_up: Callable[[], None]) -> None:
    """Answer the calls that come to *door* until somebody stops it, by Ctrl-C or a signal."""
    logs.set_up()
    workers.check()
    use(workers)
    config = uvicorn.Config(
        app,
        http=PromptHeads,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(config)  # each call has its line already, by its route (`api.traffic`)

    def tell() -> None:
        while not server.started:
            if server.should_exit:
                return
            time.sleep(POLL_SECONDS)
        when_up()

    telling = threading.Thread(target=tell, daemon=True)
    telling.start()
    with suppress(KeyboardInterrupt):
        server.run(sockets=[door])
    telling.join(GRACE_SECONDS)  # it may be writing the example's letters
    if not server.started:
        raise settings.WrongUse("the service could not start; the lines above say why")
    print("\ncorrespondence: stopped; all that was recorded is kept", file=sys.stderr)


def _post_example(address: str) -> None:
    print(_announce(address, dev=True), flush=True)
    print("Posting examples/hub_allocation_decided.json: the family's letters and the court's, a few seconds ...")
    sys.stdout.flush()
    try:
        posting.send_and_write(address, EXAMPLES / "hub_allocation_decided.json", settings.data_folder() / "example")
    except Refused as refused:
        print("The example was refused:", *(reason.detail for reason in refused.reasons), flush=True)
    except settings.WrongUse as stopped:
        print(f"The example was not posted: {stopped}", flush=True)
        return
    print(
        "The letters are there. The next event, for instance, from another terminal:\n"
        f"  {COMMAND} post {NEXT_EVENT} --to {address}\n"
        f"What this is, and where to go on: {address}    Stop: Ctrl-C",
        flush=True,
    )
