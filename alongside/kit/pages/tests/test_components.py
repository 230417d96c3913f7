"""Every component draws what the official one draws, for every case that its makers published."""

import json
import os
import re
import timeit
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from alongside.kit.pages.environment import environment

HERE = Path(__file__).resolve().parent.parent
OFFICIAL = HERE.parents[2] / "node_modules/govuk-frontend/dist/govuk/components"
OFFERED = sorted(path.stem for path in (HERE / "templates/kit/components").glob("[a-z]*.html") if path.stem != "field")
VOID = {"input", "img", "br", "hr", "path", "circle", "meta", "link"}
LISTS = {"accordion", "breadcrumbs", "pagination", "summary_list", "task_list"}
MARKUP = {"html", "titleHtml", "summaryHtml", "descriptionHtml", "start", "end", "navigationStart", "navigationEnd"}


@cache
def jinja() -> Environment:
    return environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)


class Tree(HTMLParser):
    """HTML as nested lists, blind to white space and to the order of attributes and of classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root: list[Any] = []
        self.stack = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: list[Any] = [tag, {name: self.sorted(name, value or "") for name, value in attrs}, []]
        self.stack[-1].append(node)
        if tag not in VOID:
            self.stack.append(node[2])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if words := re.sub(r"\s+", " ", data).strip():
            self.stack[-1].append(words)

    @staticmethod
    def sorted(name: str, value: str) -> str:
        return " ".join(sorted(value.split())) if name == "class" else value


def as_given_by_a_template(value: Any, name: str = "") -> Any:
    """Options as a page passes them: what is meant as HTML is markup there, never a plain string."""
    if isinstance(value, dict):
        return {key: as_given_by_a_template(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [as_given_by_a_template(one) for one in value]
    is_markup = name in MARKUP or (name == "attributes" and isinstance(value, str))
    return Markup(value) if is_markup and isinstance(value, str) else value


def cases() -> list[Any]:
    found = []
    for component in OFFERED:
        path = OFFICIAL / component.replace("_", "-") / "fixtures.json"
        if path.exists():
            found += [
                pytest.param(component, one, id=f"{component}: {one['name']}")
                for one in json.loads(path.read_text())["fixtures"]
            ]
    return found


def draw(component: str, options: dict[str, Any]) -> str:
    return str(
        getattr(jinja().get_template(f"kit/components/{component}.html").module, component)(
            as_given_by_a_template(options)
        )
    )


@pytest.mark.skipif(not OFFICIAL.exists() and "CI" not in os.environ, reason="node_modules is not there: make setup")
def test_the_official_cases_are_there() -> None:
    assert len(cases()) > 600


@pytest.mark.parametrize(("component", "case"), cases())
def test_component_matches_the_official_one(component: str, case: dict[str, Any]) -> None:
    html = draw(component, case["options"])

    assert Tree(html).root == Tree(case["html"]).root


@pytest.mark.parametrize("component", [name for name in OFFERED if name != "components"])
def test_what_a_person_typed_never_becomes_markup(component: str) -> None:
    planted = "<i>planted</i>"
    options = dict.fromkeys(("text", "html", "label", "caption", "title", "titleText", "summaryText"), planted)
    options |= {"id": "one", "name": "one", "titleHtml": planted, "summaryHtml": planted, "serviceName": planted}
    options |= {"errorList": [{"html": planted}], "fieldset": {"legend": {"html": planted}}, "hint": {"html": planted}}
    if component in {"input", "textarea", "select", "file_upload", "password_input", "character_count"}:
        options["label"] = {"html": planted}

    html = str(getattr(jinja().get_template(f"kit/components/{component}.html").module, component)(options))

    assert ("&lt;i&gt;" in html, "<i>" in html) == (component not in LISTS, False)


def test_a_table_that_stacks_names_each_cell_for_a_phone() -> None:
    head = [{"text": "Name"}, {"text": "Hours", "format": "numeric"}]

    html = draw("table", {"head": head, "rows": [["Bea", 7]], "stacks": True, "firstCellIsHeader": True})

    (_, attributes, _) = Tree(html).root[0][2][1][2][0][2][1]
    assert attributes == {"role": "cell", "data-label": "Hours", "class": "govuk-table__cell"}


def test_a_list_of_fifty_rows_is_quick_beside_a_bare_loop() -> None:
    row = [{"text": "Armley"}, {"text": 31, "format": "numeric"}] * 3
    options = {"head": [{"text": "Where"}] * 6, "rows": [row] * 50}

    table = min(timeit.repeat(lambda: draw("table", options), number=20, repeat=5))
    loop = min(timeit.repeat(lambda: sum(i * i for i in range(10_000)), number=20, repeat=5))

    assert table < 6 * loop
