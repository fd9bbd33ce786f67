"""A real mail server on this machine: TLS with a certificate of its own, a password, and what it is told to answer."""

import socket
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from ssl import Purpose, SSLContext, create_default_context

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "correct horse"


@dataclass(slots=True)
class MailServer:
    """What it took, and what it is to answer to whom: to nobody in particular, to all. `port`: where it is."""

    refuses: dict[str, str] = field(default_factory=dict)
    at_the_end: str = "250 OK"
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        """What is answered to a recipient."""
        if answer := self.refuses.get(address, self.refuses.get("*")):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """What is answered to a mail; it is taken where that is 250."""
        if self.at_the_end.startswith("250") or self.at_the_end == "gone":
            assert isinstance(envelope.content, bytes)
            self.taken.append((envelope.rcpt_tos, envelope.content))
        if self.at_the_end == "gone":
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return self.at_the_end

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails that it took."""
        return [message_from_bytes(content, policy=policy.default) for _, content in self.taken]


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: LoginPassword) -> AuthResult:
    return AuthResult(success=auth_data.password == PASSWORD.encode(), handled=False)


@contextmanager
def mail_server(folder: Path, *, name: str = "localhost") -> Iterator[MailServer]:
    """A server in this process, whose certificate is for that name; `ca.pem` in *folder* is whom to trust for it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    trust: SSLContext = create_default_context(Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(trust)
    with socket.create_server(("127.0.0.1", 0)) as door:
        handler = MailServer(port=door.getsockname()[1])
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=handler.port,
        tls_context=trust,
        require_starttls=True,
        authenticator=_knows,
        auth_required=True,
        ident="test",
    )
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


def channels_file(folder: Path, server: MailServer, **changes: object) -> Path:
    """A channels file beside its password, for that server; each change in the place of a line's value."""
    (folder / "password").write_text(PASSWORD + "\n")
    for each in ("new", "cur", "tmp"):
        (folder / "bounces" / each).mkdir(parents=True, exist_ok=True)
    values: dict[str, object] = {
        "type": "smtp",
        "carries": "[email, cjsm]",
        "host": "localhost",
        "port": server.port,
        "security": "starttls",
        "username": "desk",
        "password_file": "password",
        "ca_file": "ca.pem",
        "sender": "essex.hub@cafcass.example",
        "domains": "[example.org, .cjsm.net, justice.example]",
        "bounces": "bounces",
        "seconds": 10,
    }
    lines = [f"    {key}: {value}" for key, value in (values | changes).items() if value is not None]
    path = folder / "channels.yaml"
    path.write_text("\n".join(["channels:", "  mail:", *lines]) + "\n")
    return path
