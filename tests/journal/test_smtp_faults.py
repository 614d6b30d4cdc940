"""Sending where no server is, and through servers that hang, break off or talk nonsense."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from queue import SimpleQueue

import pytest

from tests.journal.letters import free_port, local, refused, send

Talk = Callable[[socket.socket], None]
Start = Callable[[Talk], int]


def test_nobody_listens() -> None:
    port = free_port()
    error = refused(local(port))
    assert error.message == f"localhost:{port} cannot be reached: Connection refused"


@pytest.mark.parametrize("host", ["nowhere.example", "mail..example", f"{'x' * 70}.example"])
def test_no_such_host(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = socket.getaddrinfo

    def fail(name: str, *rest: object, **options: object) -> object:
        if name == "nowhere.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    error = refused(local(25, host=host))
    assert error.message == f"the mail server {host} cannot be found"


def test_a_name_that_nobody_answers_for(monkeypatch: pytest.MonkeyPatch) -> None:
    forever = threading.Event()

    def wait(*_: object, **__: object) -> object:
        forever.wait()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    error = refused(local(25, timeout=0.3))
    forever.set()
    assert error.message == "localhost:25 did not answer within 0.3 seconds"


@pytest.fixture
def raw() -> Iterator[Start]:
    """Start a server that talks to one client as it is told, then closes; its port."""
    with ExitStack() as stack:

        def start(talk: Talk) -> int:
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            listener.settimeout(20)  # so that a failing test ends

            def run() -> None:
                with suppress(OSError):
                    connection, _ = listener.accept()
                    connection.settimeout(20)
                    with connection:
                        talk(connection)

            thread = threading.Thread(target=run)
            thread.start()
            stack.callback(thread.join)
            port: int = listener.getsockname()[1]
            return port

        yield start


def say(connection: socket.socket, *replies: str) -> None:
    """One reply to each line that comes."""
    for reply in replies:
        connection.sendall(f"{reply}\r\n".encode())
        connection.recv(4096)


def wait_for_end(connection: socket.socket) -> None:
    """Until the client hangs up."""
    while connection.recv(4096):
        pass


def silent(connection: socket.socket) -> None:
    wait_for_end(connection)


def silent_midway(connection: socket.socket) -> None:
    say(connection, "220 hi", "250 x", "250 ok")
    wait_for_end(connection)


def dripping(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"2")
        with suppress(TimeoutError):
            connection.settimeout(0.05)
            if not connection.recv(4096):
                return


def talking_for_ever(connection: socket.socket) -> None:
    connection.sendall(b"220 hi\r\n")
    while True:
        connection.sendall(b"250-more\r\n")
        with suppress(TimeoutError):
            connection.settimeout(0.05)
            connection.recv(4096)


def silent_when_encrypting(connection: socket.socket) -> None:
    say(connection, "220 hi", "250-x\r\n250 STARTTLS", "220 go on")
    wait_for_end(connection)


@pytest.mark.parametrize(
    ("talk", "security"),
    [
        (silent, "none"),
        (silent, "starttls"),
        (silent, "tls"),
        (dripping, "none"),
        (talking_for_ever, "none"),
        (silent_midway, "none"),
        (silent_when_encrypting, "starttls"),
    ],
)
def test_a_server_that_hangs(raw: Start, talk: Talk, security: str) -> None:
    port = raw(talk)
    error = refused(local(port, security=security, timeout=0.4))
    assert error.message == f"localhost:{port} did not answer within 0.4 seconds"
    for thread in threading.enumerate():
        if thread.name == "smtp":
            thread.join(10)
            assert not thread.is_alive()


def take_mail(connection: socket.socket, *last: str) -> None:
    say(connection, "220 hi", "250 x", "250 ok", "250 ok")
    connection.sendall(b"354 go on\r\n")
    content = b""
    while not content.endswith(b"\r\n.\r\n"):
        content += connection.recv(4096)
    for reply in last:
        connection.sendall(f"{reply}\r\n".encode())


def test_a_server_that_never_confirms(raw: Start) -> None:
    def talk(connection: socket.socket) -> None:
        take_mail(connection)
        wait_for_end(connection)

    error = refused(local(raw(talk), timeout=0.4))
    assert "did not answer within 0.4 seconds after it was given the mail" in error.message
    assert "see whether it arrived" in error.hint


def test_a_server_that_confirms_and_hangs(raw: Start) -> None:
    goodbye: SimpleQueue[bytes] = SimpleQueue()

    def talk(connection: socket.socket) -> None:
        take_mail(connection, "250 taken")
        goodbye.put(connection.recv(4096))
        wait_for_end(connection)

    send(local(raw(talk)))
    assert goodbye.get(timeout=10) == b"QUIT\r\n"


@pytest.mark.parametrize(
    ("talk", "sentence"),
    [
        (lambda _: None, "closed the connection"),
        (lambda it: say(it, "220 hi", "250 x"), "closed the connection"),
        (take_mail, "closed the connection after it was given the mail"),
        (lambda it: take_mail(it, "552 too big"), "refused the mail: 552 too big"),
        (lambda it: say(it, "554 go away"), "refused the connection: 554 go away"),
        (lambda it: say(it, "220 hi", "500 no", "502 no"), "refused the mail: 502 no"),
        (lambda it: say(it, "SSH-2.0-OpenSSH_9"), "does not talk like a mail server"),
        (lambda it: say(it, "220 hi", "what?", "what?"), "does not talk like a mail server"),
        (lambda it: say(it, f"220 {'x' * 9000}"), "refused the mail: 500 Line too long."),
    ],
)
def test_a_server_that_breaks_off(raw: Start, talk: Talk, sentence: str) -> None:
    port = raw(talk)
    assert refused(local(port)).message == f"localhost:{port} {sentence}"


def test_a_server_that_repeats_the_password(raw: Start) -> None:
    def talk(connection: socket.socket) -> None:
        say(connection, "220 hi")
        connection.sendall(b"250-x\r\n250 AUTH PLAIN\r\n")
        asked = connection.recv(4096).decode().strip()
        connection.sendall(f"535 what is {asked}?\r\n".encode())

    port = raw(talk)
    error = refused(local(port, user="ada"), password="hunter2")
    assert error.message == f"localhost:{port} refused the user ada or the password: 535"
