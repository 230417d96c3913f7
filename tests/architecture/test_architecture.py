"""What the linters cannot see: where writes stand, that a page has one name, and that nothing is too long."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent.parent
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
MODELS_ONLY = {"update", "delete"}
KIT_WRITERS = {"history/recording.py", "mail/outbox.py"}


def code_files() -> list[Path]:
    found = (ROOT / "alongside").glob("**/*.py")
    return [path for path in found if not {"tests", "migrations"} & set(path.parts)]


def is_write(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = ast.unparse(node.func.value)
    if node.func.attr in MODELS_ONLY:
        return "objects" in owner or "filter(" in owner or owner in {"rows", "found"}
    is_picture = any(word.arg == "format" for word in node.keywords)
    return node.func.attr in WRITES and not owner.startswith("super()") and not is_picture


def may_write(path: Path) -> bool:
    inside = path.relative_to(ROOT / "alongside")
    if inside.parts[0] == "kit":
        return inside.as_posix().removeprefix("kit/") in KIT_WRITERS or inside.stem in {"actions", "worker", "reaper"}
    return "actions" in inside.parts or inside.name == "actions.py"


def test_writes_stand_only_in_actions():
    writers = {path for path in code_files() for node in ast.walk(ast.parse(path.read_text())) if is_write(node)}

    assert writers
    assert [str(path.relative_to(ROOT)) for path in sorted(writers) if not may_write(path)] == []


def our_patterns(resolver: URLResolver, namespace: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += our_patterns(pattern, pattern.namespace or namespace)
        elif getattr(pattern.callback, "__module__", "").startswith("alongside."):
            found.append((namespace, pattern))
    return found


def text_of(path: Path) -> str:
    return path.read_text() if path.exists() else ""


@pytest.mark.parametrize(("namespace", "pattern"), our_patterns(get_resolver()), ids=str)
def test_a_page_has_one_name(namespace: str, pattern: URLPattern):
    view = pattern.callback
    package = ROOT / Path(*view.__module__.split(".views")[0].split("."))

    assert pattern.name == view.__name__, "the view and its address are named alike"
    assert namespace == package.name, "the address is found under the package's name"
    assert hasattr(view, "rule"), "the view says who may open it"
    page = f"{package.name}/{view.__name__}.html"
    if f'"{page}"' in "".join(path.read_text() for path in package.glob("views/*.py")) + text_of(package / "views.py"):
        assert (package / "templates" / page).exists()
    tests = "".join(path.read_text() for path in (package / "tests").glob("test_*.py"))
    assert f"test_{view.__name__}" in tests, f"a test is named test_{view.__name__}_…"


def test_files_stay_short():
    long = {str(p.relative_to(ROOT)): n for p in code_files() if (n := p.read_text().count("\n")) > 400}

    assert long == {}


def test_templates_hold_no_inline_script_or_style():
    found = (ROOT / "alongside").glob("**/templates/**/*.html")
    pages = [page for page in found if "mail" not in page.parts]  # mail programs keep no style sheet
    guilty = [p.name for p in pages if re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", p.read_text())]

    assert guilty == []
