"""What every call needs: the service, which day it is, who asks for a key, and what is counted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial, wraps
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Request, Response

from correspondence.dispatch.channels import NO_FILE, Channels
from correspondence.protocol.subject import About, Subject
from correspondence.service import Service

from .counters import Counters
from .under_way import UnderWay
from .worker import Worker

WRITERS = 200
"""How many calls may wait at once for their turn or their letters; those beyond wait for these, and hold no thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the application was made with. `dev`: for trying out, without keys, on each event's own day."""

    service: Service
    dev: bool
    today: Callable[[], date]
    channels: Channels = NO_FILE
    counters: Counters = field(default_factory=Counters)
    worker: Worker = field(default_factory=Worker)
    under_way: UnderWay = field(default_factory=UnderWay)
    writers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(WRITERS))

    @property
    def day(self) -> date | None:
        """Today; None while trying out, when an event's own day is its today."""
        return None if self.dev else self.today()

    @property
    def reading_day(self) -> date:
        """The day as of which is told what is owed: today; while trying out the last day that an event was taken on."""
        last_on = self.service.register.last_taken_on() if self.dev else None
        return last_on or self.today()

    def hubs_of(self, subject: Subject) -> frozenset[str] | None:
        """The Hubs of that service area; None of all of them, or of what is none."""
        if subject.about is not About.AREA:
            return None
        hubs = self.service.directory.hubs
        return frozenset(key for key, hub in hubs.items() if hub.service_area == subject.name)


def context_of(request: Request) -> Context:
    """The context of the application that a request came to."""
    found: Context = request.app.state.context
    return found


def waiting(call: Callable[..., Response]) -> Callable[..., Awaitable[Response]]:
    """A call that may wait for its turn or its letters: on a thread kept for that, so that no other call waits."""

    @wraps(call)
    async def answer(here: Context, **given: Any) -> Response:
        return await run_sync(partial(at_work, here, **given), limiter=here.writers)

    def at_work(here: Context, **given: Any) -> Response:
        with here.under_way.one_more():
            return call(here=here, **given)

    return answer


Here = Annotated[Context, Depends(context_of)]
