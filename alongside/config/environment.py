"""Every environment variable that Alongside reads: its name, its default, what it is for. `docs/settings.md` lists them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One environment variable, with the default that runs on a laptop."""

    name: str
    default: str
    about: str


SETTINGS = (
    Setting("ALONGSIDE_DATA", "./data", "Folder for the database, uploaded files and the secret key."),
    Setting("ALONGSIDE_HOST", "127.0.0.1", "Address that the server listens on."),
    Setting("ALONGSIDE_PORT", "8000", "Port that the server listens on."),
    Setting(
        "ALONGSIDE_URL",
        "",
        "Address that people use, such as https://champions.example.org; needed anywhere but on this machine.",
    ),
    Setting(
        "ALONGSIDE_DATABASE", "", "postgres://user:password@host:5432/name; empty means SQLite in the data folder."
    ),
    Setting("ALONGSIDE_CACHE", "", "redis://host:6379/0 for a shared cache; empty means the database."),
    Setting(
        "ALONGSIDE_SECRET_KEY",
        "",
        "Signs cookies and links, seals secrets; empty means a key made once, kept in the data folder.",
    ),
    Setting("ALONGSIDE_PROCESSES", "2", "How many web processes the server starts."),
    Setting(
        "ALONGSIDE_PROXIES",
        "0",
        "How many proxies of your own stand before the server and append to X-Forwarded-For, or to Forwarded.",
    ),
    Setting(
        "ALONGSIDE_FORWARDED",
        "no",
        "yes when your proxies tell who asks in the header Forwarded (RFC 7239), and X-Forwarded-For is not to be heard.",
    ),
    Setting(
        "ALONGSIDE_MAIL",
        "",
        "smtp://user:password@host:587, or smtps:// for port 465; empty means that mails are kept in the data folder.",
    ),
    Setting("ALONGSIDE_MAIL_IN_CLEAR", "no", "yes allows mail to be handed over without encryption."),
    Setting("ALONGSIDE_MAIL_FROM", "Alongside <alongside@localhost>", "Sender of the mails."),
    Setting(
        "ALONGSIDE_FETCH_PRIVATE",
        "no",
        "yes lets networks use an identity provider at a private address, such as one of your own in the same building.",
    ),
    Setting(
        "ALONGSIDE_DEMO",
        "no",
        "yes allows one-click sign-in to the demo network; refused unless the server is bound to this machine.",
    ),
    Setting(
        "ALONGSIDE_DEBUG",
        "no",
        "yes shows programming errors in full; refused unless the server is bound to this machine.",
    ),
)
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


@dataclass(frozen=True)
class Environment:
    """The variables as they were when the process started."""

    values: Mapping[str, str]

    def text(self, name: str) -> str:
        """The variable as it stands, or its default."""
        return self.values.get(name) or _DEFAULTS[name]

    def number(self, name: str) -> int:
        """The variable as a whole number; a plain error when it is none."""
        text = self.text(name)
        if not text.isdecimal():
            raise SystemExit(f"{name} must be a whole number, not “{text}”.")
        return int(text)

    def yes(self, name: str) -> bool:
        """Whether the variable says yes; a plain error when it says neither yes nor no."""
        text = self.text(name).lower()
        if text not in {"yes", "no"}:
            raise SystemExit(f"{name} must be yes or no, not “{text}”.")
        return text == "yes"


def read() -> Environment:
    """The environment of this process."""
    return Environment(dict(os.environ))
