import pytest
from django.db import OperationalError
from django.test import Client


def code_of(answer):
    assert set(answer.json()["error"]) >= {"code", "message"}
    return answer.status_code, answer.json()["error"]["code"]


def test_api_description_is_for_anybody_and_complete(db):
    answer = Client().get("/api/")

    told = answer.json()
    assert told["openapi"] == "3.1.0"
    assert told["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}
    assert "https://" not in answer.text, "no address of anybody else"
    assert "/api/token/" in told["paths"]


def test_api_elsewhere_is_not_found_in_the_one_shape(db):
    for path in ("/api/nothing/", "/api/token", "/api/openapi.json", "/api/docs"):
        assert code_of(Client().get(path)) == (404, "not_found")


def test_an_operation_refuses_other_methods_in_the_one_shape(bearer, ama):
    answer = bearer(ama).post("/api/token/")

    assert code_of(answer) == (405, "no_such_method")
    assert answer["Allow"] == "GET"


def test_an_operation_refuses_parameters_it_does_not_know(bearer, ama):
    answer = bearer(ama).get("/api/token/?expand=member")

    assert code_of(answer) == (400, "invalid")
    assert answer.json()["error"]["fields"] == {"expand": "There is no such field."}


def test_an_operation_refuses_signs_that_no_text_has_in_the_one_shape(bearer, ama):
    assert code_of(bearer(ama).get("/api/token/?expand=%00")) == (400, "invalid")


def test_an_operation_speaks_welsh(bearer, ama):
    answer = bearer(ama).get("/api/token/?expand=member", headers={"Accept-Language": "cy"})

    assert answer.json()["error"]["fields"] == {"expand": "Does dim maes o’r enw hwn."}


@pytest.mark.parametrize(("fault", "told"), [(OperationalError, (503, "busy")), (ZeroDivisionError, (500, "broken"))])
def test_an_operation_that_breaks_says_so_in_the_one_shape(bearer, ama, monkeypatch, fault, told):
    client = bearer(ama)
    client.raise_request_exception = False

    def broken(*_args, **_named):
        raise fault

    monkeypatch.setattr("alongside.people.tokens.queries.token_of", broken)

    assert code_of(client.get("/api/token/")) == told
