"""What is asked about the service itself: is it alive, is it ready, what has it counted, what can it be asked."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from correspondence import making
from correspondence.shipped import COMMAND, NEXT_EVENT

from .answers import HealthAnswer, ReadyAnswer
from .context import Here
from .counters import of_workers
from .docs_page import page
from .pages import PAGES, POLICY
from .problems import AGAIN_SECONDS, documented

NOT_READY = {"description": "Something stands in the way: which check, and what it found."}
LETTER_SECONDS = 2
"""How long a page may take, for letters to count as made."""
router = APIRouter(tags=["the service itself"])
DEFAULT_ADDRESS = "http://127.0.0.1:8000"
"""Where `correspondence post` finds the service unless it is told."""


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def get_front(request: Request, here: Here) -> Response:
    """What this is, and where to go on: for whoever opens the address in a browser. No key is asked for."""
    address = str(request.base_url).rstrip("/")
    step = f"{COMMAND} post {NEXT_EVENT}{'' if address == DEFAULT_ADDRESS else f' --to {address}'} -o letters"
    said = PAGES.get_template("front.html").render(dev=here.dev, command=COMMAND, next_step=step)
    return HTMLResponse(said, headers={"Content-Security-Policy": POLICY})


@router.get("/health", response_model=HealthAnswer, responses=documented())
async def get_health() -> Response:
    """That the service is alive. It asks nothing else: what a restart cannot mend is told by `/ready`."""
    return HealthAnswer(status="ok").response()


@router.get("/ready", response_model=ReadyAnswer, responses={503: {"model": ReadyAnswer, **NOT_READY}})
def get_ready(here: Here) -> Response:
    """Whether the service can do its work now: the register takes a write, the disk has room, letters are made."""
    register = here.service.register
    checks = {
        "database": register.trouble_with_writing(),
        "disk": register.trouble_with_disk(),
        "letters": None if making.is_ready(LETTER_SECONDS) else "not_made",
    }
    troubles = {name: str(trouble) if trouble else "ok" for name, trouble in checks.items()}
    if any(checks.values()):
        return ReadyAnswer(status="not_ready", checks=troubles).response(503, {"Retry-After": str(AGAIN_SECONDS)})
    return ReadyAnswer(status="ready", checks=troubles).response()


@router.get("/metrics", response_class=PlainTextResponse)
def get_metrics(here: Here) -> Response:
    """What was counted since the start, in Prometheus's text format; no label holds an id."""
    text = here.counters.as_text() + of_workers(making.figures())
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
def get_docs(request: Request) -> Response:
    """Every call and every shape, as one page that loads nothing from elsewhere."""
    return HTMLResponse(page(request.app.openapi()), headers={"Content-Security-Policy": POLICY})
