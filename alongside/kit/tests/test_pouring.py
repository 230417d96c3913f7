"""Many rows at once are the rows that one at a time would be, on either database."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.kit import pouring
from alongside.kit.history.models import Deed
from alongside.kit.tables.models import SavedView

NOW = datetime(2026, 11, 19, 10, 30, 0, 5, tzinfo=UTC)
DEED = ("chain", "place", "at", "how", "verb", "subject_type", "subject_id", "changes", "seal")


def indexes(model) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))


def test_pour_leaves_the_rows_that_saving_leaves(db, monkeypatch):
    monkeypatch.setattr(pouring, "AT_ONCE", 2)
    told = [
        {"a": ["‘x’\t\\N", None, 1.5]},
        {},
        {"line": 'two\nlines, "quoted"'},
        {"empty": "", "null": None},
        {"text": "Siân"},
    ]
    rows = [(1, n, NOW, "web", "made", "x", str(n), changes, "\\.") for n, changes in enumerate(told)]

    pouring.pour(Deed, DEED, rows)

    kept = Deed.objects.order_by("place").values_list(*DEED)
    assert list(kept) == rows
    assert set(Deed.objects.values_list("by", flat=True)) == {None}


def test_pour_fills_other_columns_with_their_defaults(db):
    columns = ("chain", "place", "at", "how", "verb", "subject_type", "subject_id", "seal")

    pouring.pour(Deed, columns, [(1, 1, NOW, "web", "made", "x", "1", "")])

    assert Deed.objects.get().changes == {}


def test_pour_says_that_a_row_is_there_already_as_saving_does(db):
    rows = [(1, "runs", "Mine", NOW)] * 2

    with pytest.raises(IntegrityError), transaction.atomic():
        pouring.pour(SavedView, ("owner", "table", "name", "kept_at"), rows)

    assert not SavedView.objects.exists()


def test_pour_of_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        pouring.pour(SavedView, ("owner",), [])


def test_pour_takes_a_generator_that_asks_the_database(db, monkeypatch):
    monkeypatch.setattr(pouring, "AT_ONCE", 3)
    rows = ((n, "runs", f"Mine {SavedView.objects.count()}", NOW) for n in range(7))

    pouring.pour(SavedView, ("owner", "table", "name", "kept_at"), rows)

    found = SavedView.objects.order_by("owner").values_list("name", flat=True)
    assert list(found) == ["Mine 0"] * 3 + ["Mine 3"] * 3 + ["Mine 6"]


def test_number_on_goes_on_after_ids_that_came_in(db):
    pouring.pour(SavedView, ("id", "owner", "table", "name", "kept_at"), [(4_000, 1, "runs", "Mine", NOW)])

    pouring.number_on(SavedView)

    assert SavedView.objects.create(owner=2, table="runs", name="Mine", kept_at=NOW).pk == 4_001


@pytest.mark.django_db
def test_without_indexes_leaves_those_that_guard_and_brings_the_others_back():
    before = indexes(Deed)
    assert {"deed_by_subject", "deed_has_one_place"} <= before

    with pouring.without_indexes(Deed):
        assert before - indexes(Deed) == {"deed_by_subject"}

    assert indexes(Deed) == before
