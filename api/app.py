"""The application: the calls of the contract on one service."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from importlib.metadata import version

from fastapi import FastAPI

from correspondence import making
from correspondence.dispatch.channels import NO_FILE, Channels
from correspondence.service import Service

from . import cases, deliveries, duties, events, letters, meta, packs, post_runs, runs, work_list
from .context import Context
from .openapi import describe
from .problems import answer_all
from .traffic import watch

STEP_SECONDS = 3
"""How long a run may go on with what it is at, once the server ends."""
END_SECONDS = 30
"""How long it may take to write down that it was interrupted, once no more letters are made; and a call to end."""


def create_app(service: Service, *, dev: bool, today: Callable[[], date], channels: Channels = NO_FILE) -> FastAPI:
    """The HTTP calls of the contract, answered by *service*.

    *today* gives the day it is in London. With *dev* no key is asked for, only this machine is answered, every answer
    says so in its header, and an event's own day is its today. *channels*: by which letters leave.
    """
    app = FastAPI(
        title="correspondence",
        version=version("correspondence"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.context = Context(service=service, dev=dev, today=today, channels=channels)
    for part in (events, work_list, letters, packs, cases, duties, runs, deliveries, post_runs, meta):
        app.include_router(part.router)
    app.openapi = describe(app)  # type: ignore[method-assign]  # the way FastAPI documents
    answer_all(app)
    watch(app, app.state.context)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Make the OpenAPI document before the first call, and let go of all that works for the calls after the last.

    What an earlier process left in the middle of a run is known as interrupted from the first call on. What it left
    over of files, and what is behind, is seen to beside the calls. Whoever still waits for a letter at the end is told
    that none will come: nothing of it is kept, and it can be sent again. The register is let go of once no call that
    was given up is at work with it.
    """
    app.openapi()
    context: Context = app.state.context
    context.service.register.runs.interrupt_left_over()
    context.worker.give(context.service.register.sweep_orphans)
    context.worker.give(context.service.derive_anew)
    yield
    context.worker.stop(STEP_SECONDS)
    making.close()
    context.worker.stop(END_SECONDS)
    context.under_way.wait(END_SECONDS)
    context.service.register.close()
