"""Handing a mail to a mail server, over TLS and with a password, so that it is known whether it can have left.

A mail server cannot be asked later whether it took a mail. So whoever hands one over says before the first byte of it
that it may leave from now on (`may_leave`), and where the connection is lost after that, nobody knows.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from correspondence.storage import DeliveryState, Told

from .channels import Security, Smtp
from .mail import Mail

UNREACHABLE, NOT_ENCRYPTED, CERTIFICATE, PASSWORD = "unreachable", "not_encrypted", "certificate", "password"
LOST, OVERTAKEN = "lost", "overtaken"
"""Why nothing left, or (`lost`) nobody knows."""

_OK, _GO_ON = 250, 354


class Shut(Exception):
    """A channel takes nothing now: `code` says why. Nothing has left."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"the mail server takes nothing: {code}")


@contextmanager
def connected(channel: Smtp, password: str, trust: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    """A mail server that knows us. Raises `Shut` where it cannot be reached, is not who it says or does not know us."""
    server = _known(channel, password, trust)
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _known(channel: Smtp, password: str, trust: ssl.SSLContext) -> smtplib.SMTP:
    server: smtplib.SMTP | None = None
    name = channel.sender.rpartition("@")[2]  # what we call ourselves: not this machine's own name
    try:
        if channel.security is Security.TLS:
            server = smtplib.SMTP_SSL(channel.host, channel.port, name, timeout=channel.seconds, context=trust)
        else:
            server = smtplib.SMTP(channel.host, channel.port, name, timeout=channel.seconds)
            server.starttls(context=trust)
        server.login(channel.username, password)
    except ssl.SSLError:
        _close(server)
        raise Shut(CERTIFICATE) from None
    except smtplib.SMTPAuthenticationError:
        _close(server)
        raise Shut(PASSWORD) from None
    except smtplib.SMTPNotSupportedError:  # it offers no encryption, or no way to say a password
        _close(server)
        raise Shut(NOT_ENCRYPTED) from None
    except (smtplib.SMTPException, OSError):
        _close(server)
        raise Shut(UNREACHABLE) from None
    return server


def _close(server: smtplib.SMTP | None) -> None:
    if server is not None:
        server.close()


def hand_over(server: smtplib.SMTP, mail: Mail, may_leave: Callable[[], bool]) -> Told:
    """What becomes of a mail. `waiting`: it may be tried again; `failed`: a person is to look.

    *may_leave* says, before the first byte, that it may leave from now on; where it answers no, nothing leaves. Raises
    `Shut` where the server is gone before that.
    """
    try:
        for code in (server.mail(mail.sender)[0], server.rcpt(mail.to)[0]):
            if code not in (_OK, 251):
                server.rset()
                return refused(code)
    except (smtplib.SMTPException, OSError):
        raise Shut(UNREACHABLE) from None
    is_to_leave = False
    try:
        is_to_leave = may_leave()
    finally:
        if not is_to_leave:  # else the next mail would be refused for the half of this one
            with suppress(smtplib.SMTPException, OSError):
                server.rset()
    if not is_to_leave:
        return Told(state=DeliveryState.WAITING, code=OVERTAKEN)
    try:
        code, _ = server.data(mail.as_bytes())
    except smtplib.SMTPDataError as error:  # it said no before it had any of it
        return refused(error.smtp_code)
    except (smtplib.SMTPException, OSError):
        return Told(state=DeliveryState.UNKNOWN, code=LOST)
    return Told(state=DeliveryState.ACCEPTED, code=str(code)) if 200 <= code < 300 else refused(code)


def refused(code: int) -> Told:
    """What a mail server's refusal means: 4xx is for now, all else for good (RFC 5321, 4.2.1)."""
    is_for_now = 400 <= code < 500
    return Told(state=DeliveryState.WAITING if is_for_now else DeliveryState.FAILED, code=str(code))
