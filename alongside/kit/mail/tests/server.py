"""A mail server of our own, over a real socket, that can be told to misbehave."""

import socketserver
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message


@dataclass
class Behaviour:
    """What the server does; change it while it runs."""

    rcpt: Callable[[str], str] = lambda _to: "250 fine"
    after_data: Callable[[bytes], str | None] = lambda _body: "250 taken"
    """What is answered when the letter is there; None drops the connection instead."""
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    login: str = "235 welcome"
    slow: float = 0.0


@dataclass
class Received:
    """One letter that the server took."""

    sender: str
    to: str
    raw: bytes
    encrypted: bool

    @property
    def message(self) -> Message:
        return message_from_bytes(self.raw)


class Handler(socketserver.BaseRequestHandler):
    """One connection."""

    server: "MailServer"

    def handle(self) -> None:
        self.encrypted = False
        with self.server.lock:
            self.server.connections += 1
        if self.server.behaviour.implicit_tls:
            self.encrypt()
        self.file = self.request.makefile("rb")
        self.say("220 here")
        self.sender = self.to = ""
        while line := self.file.readline():
            verb, _, words = line.decode().strip().partition(" ")
            self.server.heard.append(verb.upper())
            answer = getattr(self, f"on_{verb.lower()}", self.on_other)(words)
            if answer is None:
                return
            if answer:
                self.say(answer)

    def say(self, words: str) -> None:
        self.request.sendall(words.encode() + b"\r\n")

    def encrypt(self) -> None:
        assert self.server.behaviour.tls
        self.request = self.server.behaviour.tls.wrap_socket(self.request, server_side=True)
        self.encrypted = True

    def on_ehlo(self, _words: str) -> str:
        extensions = ["250-here", "250-AUTH PLAIN"]
        if self.server.behaviour.tls and not self.encrypted:
            extensions.append("250-STARTTLS")
        return "\r\n".join([*extensions, "250 SIZE 10000000"])

    def on_starttls(self, _words: str) -> str:
        self.say("220 go ahead")
        self.encrypt()
        self.file = self.request.makefile("rb")
        return ""

    def on_auth(self, _words: str) -> str:
        return self.server.behaviour.login

    def on_mail(self, words: str) -> str:
        self.sender = words[words.index("<") + 1 : words.index(">")]
        return "250 fine"

    def on_rcpt(self, words: str) -> str:
        self.to = words[words.index("<") + 1 : words.index(">")]
        return self.server.behaviour.rcpt(self.to)

    def on_data(self, _words: str) -> str | None:
        self.say("354 go on")
        lines = []
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line[1:] if line.startswith(b"..") else line)
        time.sleep(self.server.behaviour.slow)
        answer = self.server.behaviour.after_data(b"".join(lines))
        if answer is None or answer.startswith("2"):
            self.server.letters.append(Received(self.sender, self.to, b"".join(lines), self.encrypted))
        return answer

    def on_rset(self, _words: str) -> str:
        return "250 fine"

    def on_quit(self, _words: str) -> str:
        self.say("221 bye")
        return ""

    def on_other(self, _words: str) -> str:
        return "502 unknown"


class MailServer(socketserver.ThreadingTCPServer):
    """The server; `letters` are those it took, also when it dropped the connection right after."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour, self.letters, self.heard = Behaviour(), list[Received](), list[str]()
        self.connections, self.lock = 0, threading.Lock()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request, client_address) -> None:
        """Clients that go away are part of the tests."""

    def __enter__(self) -> "MailServer":
        self.thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.shutdown()
        self.server_close()
