"""The server itself: the application on a socket, from its start to its end. Whoever does not serve never loads it."""

import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from api.app import create_app
from api.heads import PromptHeads
from correspondence.making import Pool, use
from correspondence.service import Service

from . import logs, settings

POLL_SECONDS = 0.05
GRACE_SECONDS = 5
"""How long the calls that are being answered may take once the server is told to end."""


def answer(service: Service, door: socket.socket, workers: Pool, when_up: Callable[[], None], *, dev: bool) -> None:
    """Answer the calls that come to *door* until somebody stops it, by Ctrl-C or a signal."""
    app = create_app(service, dev=dev, today=settings.today, channels=settings.channels())
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
