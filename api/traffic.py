"""Every call: timed, counted, logged without a value, and answered even where something breaks."""

import logging
import time
import traceback

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from correspondence.storage import trouble_in

from . import request_ids
from .context import Context
from .counters import REQUESTS, SECONDS
from .problems import answer

LOG = logging.getLogger("correspondence.api")
DEV_HEADER = "Correspondence-Development-Server"
KEY_NAME = "key_name"
"""Under which name `security` leaves the name of the caller's key with a call."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""What stands in the header of every answer, unless the answer says otherwise."""

_GONE = 499  # nobody is left to be answered


def watch(app: FastAPI, context: Context) -> None:
    """Watch every call that comes to *app*."""
    app.add_middleware(Traffic, context=context)


class Traffic:
    """Between the server and the application. Nothing that breaks below gets past it, and none of its words."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self._app = app
        self._context = context
        self._always = _ALWAYS | ({DEV_HEADER: "no key is asked for; invented cases only"} if context.dev else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        statuses: list[int] = []
        began = time.monotonic()
        request_id = request_ids.begin()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
                headers = MutableHeaders(scope=message)
                for name, value in self._always.items():
                    headers.setdefault(name, value)
                headers[request_ids.HEADER] = request_id
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            statuses.append(_GONE)
        except Exception as error:
            said = {"request_id": request_id}
            what = trouble_in(error) or "unexpected"
            LOG.error("%s: %s at %s", what, type(error).__name__, _place(error), extra=said)
            if not statuses:
                await answer(error)(scope, receive, sending)
        self._note(scope, request_id, statuses, time.monotonic() - began)

    def _note(self, scope: Scope, request_id: str, statuses: list[int], seconds: float) -> None:
        """Count a call, and give it its line: by the template of its route, never by the address that was called."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", "unknown")
        status = statuses[0] if statuses else _GONE
        self._context.counters.add(REQUESTS, method=method, route=route, status=str(status))
        self._context.counters.add(SECONDS, seconds, method=method, route=route)
        said = {"request_id": request_id, "method": method, "route": route, "status": status}
        key = scope.get("state", {}).get(KEY_NAME)
        LOG.info("call", extra=said | {"milliseconds": round(1000 * seconds), "key": key})


def _place(error: Exception) -> str:
    """Where an exception was raised. Its message is left out: it may hold what somebody sent."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno} in {frames[-1].name}" if frames else "an unknown place"
