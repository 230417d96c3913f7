"""The documents say what is there: capabilities, settings, recipes."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.config.environment import SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = tomllib.loads((ROOT / "docs" / "capabilities.toml").read_text())
STATES = {"missing", "part", "done"}


def page_names(resolver: URLResolver, namespace: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= page_names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{namespace}:{pattern.name}" if namespace else pattern.name)
    return found


def exists(page: str) -> bool:
    if page.startswith("alongside "):
        word = page.split()[1].replace("-", "_")
        return {"import": "import_rows", "export": "export_rows"}.get(word, word) in get_commands()
    return page in page_names(get_resolver())


@pytest.mark.parametrize("row_id", ROWS)
def test_a_capability_says_what_is_so(row_id: str):
    row = ROWS[row_id]

    assert row["state"] in STATES
    assert [page for page in row["pages"] if not exists(page)] == []
    assert [path for path in row["tests"] if not (ROOT / path).exists()] == []
    if row["state"] == "part":
        assert row.get("lacks"), "says what lacks"
    if row["state"] != "missing":
        assert row["pages"]
        assert row["tests"]
    if row["state"] == "done":
        assert any("mark.browser" in (ROOT / path).read_text() for path in row["tests"]), "names a browser test"


def test_every_setting_is_in_the_docs():
    told = dict(
        re.findall(r"^\| `(ALONGSIDE_\w+)` \| (.*?) \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    )

    assert told == {setting.name: f"`{setting.default}`" if setting.default else "" for setting in SETTINGS}


def test_no_other_environment_variable_is_read():
    known = {setting.name for setting in SETTINGS} | {"ALONGSIDE_TEST_NAME"}
    read = set()
    for path in (ROOT / "alongside").glob("**/*.py"):
        if "tests" not in path.parts:
            read |= set(re.findall(r"ALONGSIDE_[A-Z_]+", path.read_text()))

    assert read - known == set()


def test_every_package_says_what_it_is_about():
    packages = [path for path in (ROOT / "alongside").glob("*/*/__init__.py") if path.parent.name != "tests"]

    assert len(packages) > 10
    assert [str(p) for p in packages if not ast.get_docstring(ast.parse(p.read_text()))] == []
