"""The `alongside` command: what an operator types."""

import os
import re
import sys
from collections.abc import Callable
from typing import Any

from django.core.checks import register
from django.core.management import ManagementUtility, get_commands, load_command_class
from django.core.management.base import BaseCommand, OutputWrapper

from alongside.config import checks

KEYWORDS = {"import": "import_rows", "export": "export_rows"}
ORDER: tuple[str, ...] = ("serve", "worker", "network", "demo", "import", "export", "figures", "rebuild-figures")
ORDER += ("backup", "restore", "sign-in-link", "health")
DJANGOS = ("migrate", "createcachetable", "check", "shell", "dbshell")
"""What an operator needs of Django's own commands."""
UNSAFE = re.compile(r"\?: \(alongside\.\w+\) (.+)")


def main() -> None:
    """Run the command of that name; `rebuild-figures` and `rebuild_figures` are the same."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    register(checks.may_start, "alongside")
    words = list(sys.argv)
    if len(words) > 1:
        words[1] = internal(words[1])
    Alongside(words).execute()


def internal(word: str) -> str:
    """The name of a command as Django knows it."""
    return KEYWORDS.get(word, word if word.startswith("-") else word.replace("-", "_"))


class Plain(OutputWrapper):
    """Where a refusal is written: the sentence alone, without the name of a class before it."""

    def write(
        self, msg: str = "", style_func: Callable[[str], str] | None = None, ending: str | None = None
    ) -> Any:  # a stream answers with a number, Django's own with nothing
        """The message, plainly."""
        unsafe = UNSAFE.findall(msg) if msg.startswith("SystemCheckError") else []
        super().write("\n".join(unsafe) or msg.removeprefix("CommandError: "), style_func, ending)


class Alongside(ManagementUtility):
    """Django's own way to find commands, with ours first and refusals in plain words."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.prog_name = "alongside"

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """The command of that name, refusing plainly."""
        command = super().fetch_command(subcommand)
        command.stderr = Plain(sys.stderr)
        return command

    def main_help_text(self, commands_only: bool = False) -> str:
        """What there is, ours first."""
        if commands_only:
            return str(super().main_help_text(commands_only=True))
        lines = ["Alongside runs Digital Champions networks. What an operator can do:", ""]
        lines += [f"  {name:<16} {about}" for name, about in ours()]
        lines += ["", "How to use one of them: alongside health --help"]
        return "\n".join([*lines, f"Also there, from Django: {', '.join(DJANGOS)}.", ""])


def ours() -> list[tuple[str, str]]:
    """Our own commands in a useful order, each with the first sentence of its help."""
    shown = {word: name for name, word in KEYWORDS.items()}
    apps = {shown.get(name, name.replace("_", "-")): (app, name) for name, app in get_commands().items()}
    own = [word for word, (app, _name) in apps.items() if app.startswith("alongside.")]
    own.sort(key=lambda word: (ORDER.index(word) if word in ORDER else len(ORDER), word))
    return [(word, load_command_class(*apps[word]).help.split(". ")[0].split(": ")[0].rstrip(".")) for word in own]
