from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.kit.history import recording as history
from alongside.kit.history.models import Chain, Deed
from conftest import NOW

append_only = import_module("alongside.kit.history.migrations.0002_append_only")


@pytest.fixture
def guarded(db):
    """The guard that a real database has, put back where the tests took it away."""
    append_only.forbid(None, Editor)


class Editor:
    """As much of a schema editor as the migration needs, inside the test's transaction."""

    connection = connection

    @staticmethod
    def execute(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def three_deeds():
    for number in range(3):
        history.record(history.Entry("counted", Chain(key=1), {"number": number}), chain=1, by=7, now=NOW)


def test_verify_finds_nothing_in_an_honest_chain(db):
    three_deeds()

    assert list(history.verify(1)) == []


def test_verify_finds_a_changed_deed(db):
    three_deeds()
    Deed.objects.filter(chain=1, place=2).update(changes={"number": 99})

    assert list(history.verify(1)) == [2]


def test_verify_finds_a_deed_taken_out(db):
    three_deeds()
    Deed.objects.filter(chain=1, place=2).delete()

    assert list(history.verify(1)) == [3]


def test_verify_finds_the_end_cut_off(db):
    three_deeds()
    Deed.objects.filter(chain=1, place=3).delete()

    assert list(history.verify(1)) == [3]


@pytest.mark.parametrize("change", ["UPDATE history_deed SET verb = 'x'", "DELETE FROM history_deed"])
def test_the_database_refuses_to_change_a_deed(guarded, change):
    three_deeds()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Deed.objects.count() == 3
