"""Commands that serve: HTTP for callers, and the example to begin with."""

import io
import ipaddress
import threading
import time
import urllib.error
import urllib.request
import zipfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from api.app import create_app

from . import settings
from .writing import write_whole

POLL_SECONDS = 0.05


def serve(given: Namespace) -> None:
    """`serve [--dev] --host --port`: answers until it is stopped; one line on stdout once it does."""
    if given.dev and not _is_loopback(given.host):
        raise settings.WrongUse("--dev asks for no key, so it answers on a loopback address only")
    app = create_app(settings.service(), dev=given.dev, today=settings.today)
    _run(app, given.host, given.port, lambda port: print(_announce(given, port), flush=True))


def _announce(given: Namespace, port: int) -> str:
    address = f"http://{f'[{given.host}]' if ':' in given.host else given.host}:{port}"
    if given.dev:
        return f"correspondence: DEVELOPMENT SERVER on {address}: no key is asked for, invented cases only"
    return f"correspondence: serving on {address}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _run(app: FastAPI, host: str, port: int, when_up: Callable[[int], None]) -> None:
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False))

    def tell() -> None:
        while not server.started:
            if server.should_exit:
                return
            time.sleep(POLL_SECONDS)
        when_up(server.servers[0].sockets[0].getsockname()[1])

    threading.Thread(target=tell, daemon=True).start()
    server.run()
    if not server.started:
        raise settings.WrongUse(f"port {port} cannot be used; --port 0 takes a free one")


def example(given: Namespace) -> None:
    """`example`: serve for trying out, post the project's example, write its letters to `var/example/`, go on."""
    app = create_app(settings.service(settings.EXAMPLES / "directory.yaml"), dev=True, today=settings.today)
    folder = settings.data_folder() / "example"
    _run(app, "127.0.0.1", given.port, lambda port: _post_example(f"http://127.0.0.1:{port}", folder))


def _post_example(address: str, folder: Path) -> None:
    print(f"correspondence: DEVELOPMENT SERVER on {address}: no key is asked for, invented cases only", flush=True)
    body = (settings.EXAMPLES / "hub_allocation_decided.json").read_bytes()
    headers = {"Content-Type": "application/json", "Accept": "application/zip"}
    request = urllib.request.Request(f"{address}/events", data=body, headers=headers)
    print(
        "Posting examples/hub_allocation_decided.json: the family's letters and the court's, a few seconds ...",
        flush=True,
    )
    try:
        with urllib.request.urlopen(request) as answer:
            letters = zipfile.ZipFile(io.BytesIO(answer.read()))
    except urllib.error.HTTPError as refused:
        print(f"The example was refused: {refused.read().decode()}\nThe service goes on.", flush=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in letters.namelist():
        write_whole(folder / name, letters.read(name))
        print(f"  {folder / name}")
    print(
        "The letters are there. The next event, for instance:\n"
        f"  curl -X POST {address}/events -H 'Content-Type: application/json' \\\n"
        "       --data-binary @examples/information_received.json\n"
        f"What is owed: {address}/duties    All calls: {address}/docs    Stop: Ctrl-C",
        flush=True,
    )
