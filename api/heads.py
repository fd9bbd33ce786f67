"""The heads of calls, which have their time to come: a line on which nobody says what they ask for is cut."""

import asyncio
from asyncio import TimerHandle

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: float = 20
"""From the moment that a line is opened, or that the call before on it was answered."""


class PromptHeads(H11Protocol):
    """uvicorn's own protocol, which waits for ever for a head that was begun. Bodies have their own time (`bodies`)."""

    _cut: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._mind()

    def handle_events(self) -> None:
        super().handle_events()
        self._mind()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._forget()

    def _mind(self) -> None:
        """Let the time run while a head is awaited, however slowly it comes, and at no other."""
        if self.conn.their_state is not h11.IDLE:
            self._forget()
        elif self._cut is None:
            self._cut = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _forget(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
            self._cut = None
