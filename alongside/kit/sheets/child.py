"""The other end of `apart`: a process of its own that reads one worksheet within its bounds, and says what it found.

It knows no settings and no database: nothing but the file, the bounds and the language of the person who waits.
"""

import json
import resource
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils import translation

from alongside.kit.sheets import limits, problems, workbooks

AT_ONCE = 1_000


def main() -> None:
    """Read the worksheet that standard input asks for, and tell it to standard output."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_DATA, (asked["memory"], asked["memory"]))
    languages = [("en", "English"), (asked["language"], asked["language"])]
    settings.configure(USE_I18N=True, LANGUAGES=languages, LOCALE_PATHS=[Path(__file__).parent / "locale"])
    django.setup()
    with translation.override(asked["language"]):
        for told in found(asked):
            sys.stdout.write(json.dumps(told) + "\n")


def found(asked: Mapping[str, Any]) -> Iterator[object]:
    """What was found, for a line each: what the worksheet is, then its rows, some at a time; or what is wrong with it."""
    try:
        sheet = workbooks.load(Path(asked["path"]), limits=limits.Limits(*asked["limits"]), part=asked["part"])
    except problems.SheetProblem as problem:
        yield {"problem": [problem.message, problem.row, problem.column]}
        return
    yield {"part": sheet.part, "others": sheet.others, "height": sheet.height, "flaws": list(sheet.flaws.items())}
    rows = sheet.records()
    while some := list(islice(rows, AT_ONCE)):
        yield some


if __name__ == "__main__":
    main()
