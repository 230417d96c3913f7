"""R-22: the API is sent whatever its own description allows, and what it does not, as everybody: it never breaks, and never
answers with anything that the description does not tell."""

import copy
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from alongside.config.api import api
from alongside.helping.learners.models import Learner
from alongside.people.tokens import actions as tokens
from alongside.people.tokens.models import Scope
from tests.security.world import World

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
EXAMPLES = 40
PEOPLE = ("ama", "pip", "bea", "eve", "stranger")
OPERATIONS = [
    (path, method, mode)
    for path, operations in api.described["paths"].items()
    for method, told in operations.items()
    for mode in GenerationMode
    if mode == GenerationMode.POSITIVE or told["parameters"]  # without any there is nothing to get wrong
]
WANTED = (
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
)


@pytest.fixture
def described(world: World) -> Any:
    """The description, with values that rows really have beside those it allows, so that much of what is sent gets through."""
    told = copy.deepcopy(dict(api.described))
    for path in told["paths"].values():
        for operation in path.values():
            operation.pop("security")  # the token is put on by us, whatever is made up
            for one in operation["parameters"]:
                one["schema"] = known(one["name"], world) or one["schema"]
    sent = told["components"]["schemas"]["SessionIn"]["properties"]
    near, far, other = world.near, world.far, world.other
    sent["champion"] = {"enum": [near.champion.pk, far.champion.pk, other.champion.pk, None]}
    sent["team"] = {"enum": [near.team.pk, other.team.pk, None]}
    for name, rows in (
        ("topics", [side.session.topics.get() for side in (near, other)]),
        ("projects", [near.project, other.project]),
        ("champions", [near.champion, far.champion, other.champion]),
        ("learners", list(Learner.objects.all())),
    ):
        sent[name]["items"] = {"enum": [row.pk for row in rows]}
    return schemathesis.openapi.from_dict(told)


def known(name: str, world: World) -> dict[str, Any] | None:
    """What an address really holds there; None for what anything may be."""
    return {
        "slug": {"enum": ["leeds"]},
        "champion_id": {"enum": [world.near.champion.pk, world.far.champion.pk, world.other.champion.pk]},
        "key": {"enum": [str(side.session.key) for side in (world.near, world.far, world.other)]},
        "period": {"enum": ["all", "m2026-11", "f2026", "r2026-02-2026-09"]},
    }.get(name)


def carrying(name: str, world: World) -> Client:
    """A program with a token of that member; one without any for strangers."""
    if name not in world.members:
        return Client(raise_request_exception=False)
    _token, secret = tokens.make(world.members[name], name="Fuzz", scopes=Scope.values, days=1, now=timezone.now())
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_r22_the_api_is_as_described(described, world, path: str, method: str, mode: GenerationMode):
    send_much(described[path][method], mode=mode, world=world)


def test_r22_catches_an_operation_that_breaks(described, world, monkeypatch):
    monkeypatch.setattr("alongside.people.networks.queries.teams_seen_by", lambda _member: 1 // 0)

    with pytest.raises(FailureGroup, match="Server error"):
        send_much(described["/api/networks/{slug}/teams/"]["get"], mode=GenerationMode.POSITIVE, world=world)


def test_r22_catches_an_answer_that_is_not_described(described, world, monkeypatch):
    monkeypatch.setattr("alongside.kit.api.failures.sentence", lambda _status: None)

    with pytest.raises(FailureGroup, match="violates schema"):
        send_much(described["/api/networks/{slug}/teams/"]["get"], mode=GenerationMode.NEGATIVE, world=world)


def send_much(operation: Any, *, mode: GenerationMode, world: World) -> None:
    """Send the operation what is made up for it, as everybody, and judge every answer."""
    programs = [carrying(name, world) for name in PEOPLE]

    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode), program=strategies.sampled_from(programs))
    def holds(case: Case, program: Client) -> None:
        case.validate_response(answer_to(case, program), checks=list(WANTED))

    holds()


def answer_to(case: Case, client: Client) -> schemathesis.Response:
    """What our own server says; what it changed is taken back."""
    asked = requests.Request(**case.as_transport_kwargs(base_url=HERE)).prepare()
    heads = {name: value for name, value in asked.headers.items() if name not in {"Authorization", "Accept-Encoding"}}
    kind = heads.pop("Content-Type", "application/json")
    with transaction.atomic():
        path = str(asked.url).removeprefix(HERE)
        given = client.generic(str(asked.method), path, asked.body or b"", kind, headers=heads)
        transaction.set_rollback(True)
    told = {name.lower(): [value] for name, value in given.headers.items()}
    return schemathesis.Response(given.status_code, told, given.content, asked, elapsed=0.0, verify=True)
