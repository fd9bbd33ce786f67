"""Who calls, and what they may: keys with a role, each for one Hub. Trying out needs none, on loopback alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from correspondence.documents import Severity
from correspondence.protocol.letters import LET_GO_BY_SUPERVISOR, Status
from correspondence.storage import KeyRole, StoredLetter

from .context import Here
from .refusals import (
    AgainNeedsSupervisor,
    AnotherHub,
    ApprovalNeedsSupervisor,
    LooseningNeedsSupervisor,
    MistakeNeedsSupervisor,
    NoKey,
    NotAllowed,
    NotLocal,
)

_BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="key",
    description="A key that `correspondence key add NAME --role ROLE --hub HUB` told once. "
    "`hub` and `supervisor` keys are for their own Hub; only a supervisor sees what is held; a `lists` key is for "
    "the courts' lists alone.",
)
_FOR_FAMILIES = frozenset({KeyRole.HUB, KeyRole.SUPERVISOR})
_FOR_LISTS = _FOR_FAMILIES | {KeyRole.LISTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls. `role` is None where no key was asked for; `hub` is None for who may act for every Hub."""

    key_name: str | None
    role: KeyRole | None
    hub: str | None

    @property
    def sees_held(self) -> bool:
        """Whether documents that a finding blocks, and what is hidden from whom, may be shown."""
        return self.role in (None, KeyRole.SUPERVISOR)

    @property
    def sees_areas(self) -> bool:
        """Whether what a service area is written may be shown at all."""
        return self.role is None or self.role is KeyRole.SUPERVISOR

    def may_see(self, letter: StoredLetter) -> bool:
        """Whether a letter's documents may be shown: not while a finding blocks it, nor once it was withdrawn so."""
        is_blocked = any(finding.severity is Severity.BLOCKING for finding in letter.findings)
        return self.sees_held or not (is_blocked or letter.status is Status.HELD)

    def check_families(self) -> None:
        """Raise `NotAllowed` for a role that has no part in families and their letters."""
        if self.role is not None and self.role not in _FOR_FAMILIES:
            raise NotAllowed

    def check_hub(self, *hubs: str) -> None:
        """Raise `AnotherHub` unless this caller may act for each of *hubs*."""
        if self.hub is not None and any(hub != self.hub for hub in hubs):
            raise AnotherHub

    def check_may_loosen(self) -> None:
        """Raise `LooseningNeedsSupervisor` for a role that may not loosen what protects somebody."""
        if self.role not in (None, KeyRole.SUPERVISOR):
            raise LooseningNeedsSupervisor

    def check_may_take_back(self) -> None:
        """Raise `MistakeNeedsSupervisor` for a role that may not say what was recorded in error."""
        if self.role not in (None, KeyRole.SUPERVISOR):
            raise MistakeNeedsSupervisor

    def check_may_say_again(self) -> None:
        """Raise `AgainNeedsSupervisor` for a role that may not have handed over again what may have left."""
        if self.role not in (None, KeyRole.SUPERVISOR):
            raise AgainNeedsSupervisor

    def check_may_approve(self, codes: Iterable[str]) -> None:
        """Raise `ApprovalNeedsSupervisor` for a role that may not approve a letter in which *codes* were found."""
        if self.role not in (None, KeyRole.SUPERVISOR) and not LET_GO_BY_SUPERVISOR.isdisjoint(codes):
            raise ApprovalNeedsSupervisor

    def check_area(self, hubs: Collection[str] | None) -> None:
        """Raise `NotAllowed` or `AnotherHub` unless this is a supervisor of one of *hubs* (None: of any Hub)."""
        if not self.sees_areas:
            raise NotAllowed
        if self.hub is not None and hubs is not None and self.hub not in hubs:
            raise AnotherHub


Given = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


def caller(request: Request, here: Here, given: Given) -> Caller:
    """Who calls. Raises `NoKey`; `NotLocal` where trying out is asked for from elsewhere."""
    if here.dev:
        check_local(request)
        return Caller(key_name=None, role=None, hub=None)
    key = here.service.register.key_of(given.credentials) if given else None
    if key is None:
        raise NoKey(given=given is not None)
    request.state.key_name = key.name  # for the line about this call
    return Caller(key_name=key.name, role=key.role, hub=key.hub)


def check_local(request: Request) -> None:
    """Raise `NotLocal` unless a call comes from this machine and to its own address.

    The second keeps out a web page elsewhere whose name was made to lead here.
    """
    host = request.client.host if request.client else ""
    if not (_is_loopback(host) and _is_loopback(request.url.hostname or "")):
        raise NotLocal


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def family_caller(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Who calls about families and their letters. Raises `NotAllowed` for a role that has no part in them."""
    who.check_families()
    return who


FamilyCaller = Annotated[Caller, Depends(family_caller)]


def supervisor_caller(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Who calls about a service area. Raises `NotAllowed` for every role but a supervisor's."""
    who.check_area(None)
    return who


SupervisorCaller = Annotated[Caller, Depends(supervisor_caller)]


def lists_caller(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Who calls about courts' lists, and perhaps nothing else. Raises `NotAllowed` for a role with no part in them."""
    if who.role is not None and who.role not in _FOR_LISTS:
        raise NotAllowed
    return who


ListsCaller = Annotated[Caller, Depends(lists_caller)]
