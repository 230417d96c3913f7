"""The other end of `apart`: a process of its own that reads one worksheet within its bounds, and writes down what it found.

It knows no settings and no database: nothing but the file, the bounds and the language of the person who waits.
"""

import json
import marshal
import resource
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils import translation

AT_ONCE = 1_000


def main() -> None:
    """Read the worksheet that standard input asks for, and write it to the file it names."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_DATA, (asked["memory"], asked["memory"]))
    languages = [("en", "English"), (asked["language"], asked["language"])]
    settings.configure(USE_I18N=True, LANGUAGES=languages, LOCALE_PATHS=[Path(__file__).parent / "locale"])
    django.setup()
    with translation.override(asked["language"]):
        write(asked)


def write(asked: Mapping[str, Any]) -> None:
    """Write what was found: what the worksheet is, then its rows, some at a time; or what is wrong with it."""
    from alongside.kit.sheets import limits, problems, workbooks  # noqa: PLC0415 -- after the settings are made

    with Path(asked["target"]).open("wb") as target:
        try:
            found = workbooks.load(Path(asked["path"]), limits=limits.Limits(*asked["limits"]), part=asked["part"])
        except problems.SheetProblem as problem:
            marshal.dump({"problem": [problem.message, problem.row, problem.column]}, target)
            return
        known = {"part": found.part, "others": found.others, "height": found.height, "flaws": dict(found.flaws)}
        marshal.dump(known, target)
        rows = found.records()
        while some := list(islice(rows, AT_ONCE)):
            marshal.dump(some, target)


if __name__ == "__main__":
    main()
