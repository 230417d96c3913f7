from django.db import DatabaseError
from django.test import Client

from alongside.overview.operating.queries import health as checkup


def test_health_tells_strangers_only_whether_pages_can_be_answered(client: Client, db: None):
    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_is_unwell_without_a_database(client: Client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(checkup.connection, "cursor", broken)

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (503, {"status": "unwell"})
