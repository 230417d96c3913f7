"""What holds for every operation of the API, whoever adds one."""

from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver
from ninja.operation import Operation

from alongside.config.api import api
from alongside.kit.api.bearers import Bearer, Nobody
from alongside.people.tokens.models import Scope

ROOT = Path(__file__).resolve().parent.parent.parent.parent
OPERATIONS = [
    operation
    for _prefix, router in api._routers
    for view in router.path_operations.values()
    for operation in view.operations
]


def test_an_operation_that_names_no_scope_answers_nobody(rf):
    request = rf.get("/", headers={"Authorization": "Bearer anything"})

    assert [type(auth) for auth in api.auth] == [Nobody]
    assert not Nobody()(request)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.view_func.__name__)
def test_an_operation_says_who_may_ask_and_what_it_answers(operation: Operation):
    name = operation.view_func.__name__
    package = ROOT.joinpath(*operation.view_func.__module__.split(".")[:-1])

    assert [type(auth) for auth in operation.auth_callbacks] == [Bearer]
    assert operation.auth_callbacks[0].scope in {"", *Scope.values}
    assert {401, 403, 404, 400, 429, 503} <= set(operation.response_models)
    assert operation.operation_id == name
    assert operation.description, "its docstring says what the caller gets"
    assert f"test_{name}" in (package / "tests" / "test_api.py").read_text()


def test_every_address_below_the_api_is_guarded():
    (resolver,) = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and one.app_name == "api"]
    rules = {pattern.name: pattern.callback.rule for pattern in resolver.url_patterns}

    public = {name for name, rule in rules.items() if rule != "bearers"}
    assert public == {"api_description", "api_elsewhere"}
    assert len(rules) > len(public)
