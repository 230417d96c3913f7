import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from alongside.config import command

ALONGSIDE = str(Path(sys.executable).parent / "alongside")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ALONGSIDE, *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [["--help"], ["help"], []])
def test_help_lists_our_own_commands_first(words: list[str]):
    said = run(*words).stdout

    names = [line.split()[0] for line in said.splitlines() if line.startswith("  ")]
    assert names[:4] == ["serve", "worker", "network", "demo"]
    assert {"import", "rebuild-figures", "backup", "restore", "sign-in-link", "health"} <= set(names)
    assert not [name for name in names if "_" in name]


def test_every_command_of_ours_has_an_example():
    names = [name for name, _about in command.ours()]
    assert len(names) >= 10

    for name in names:
        word = command.internal(name)
        words = load_command_class(get_commands()[word], word).create_parser("alongside", name).format_help()
        _usage, _example, after = " ".join(words.split()).lower().partition("example:")
        assert f"alongside {name}" in after, name


def test_a_mistyped_command_is_guessed():
    wrong = run("helth")

    assert wrong.returncode == 1
    assert "Did you mean health?" in wrong.stderr
