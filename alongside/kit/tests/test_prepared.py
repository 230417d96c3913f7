"""Prepared queries: as fresh and as narrow as any other."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from alongside.kit.history.models import Chain, Deed
from alongside.kit.prepared import Prepared, Slot, Slots, insert

ENDS = Prepared(lambda: Chain.objects.filter(seal=Slot("seal"), length__gte=Slot("least")).order_by("key"))
AMONG = Prepared(
    lambda: (
        Chain.objects.filter(key__in=Slots("keys"), seal__in=Slots("seals"))
        .order_by("key")
        .values_list("key", flat=True)
    )
)
KEYS = Prepared(lambda: Chain.objects.filter(seal=Slot("seal")).order_by("key").values_list("key", flat=True))
HELD = Prepared(lambda: Chain.objects.select_for_update().filter(seal=Slot("seal")))


@pytest.fixture
def chains(db) -> list[Chain]:
    return Chain.objects.bulk_create([Chain(key=key, length=key * 10, seal="a") for key in (1, 2, 3)])


def test_a_prepared_query_sees_what_changed_since(chains: list[Chain]):
    assert [one.key for one in ENDS(seal="a", least=20)] == [2, 3]
    assert ENDS(seal="b", least=0) == []
    Chain.objects.filter(key=2).update(seal="b")
    assert [one.key for one in ENDS(seal="a", least=20)] == [3]
    assert ENDS(seal="b", least=0) == [chains[1]]


def test_a_prepared_query_asks_once(chains: list[Chain]):
    with CaptureQueriesContext(connection) as asked:
        assert len(ENDS(seal="a", least=0)) == 3
    assert len(asked) == 1


def test_a_prepared_query_answers_plain_values(chains: list[Chain]):
    assert KEYS(seal="a") == [1, 2, 3]
    assert KEYS(seal="z") == []


def test_text_in_a_slot_stays_text(chains: list[Chain]):
    assert KEYS(seal="' OR 1=1 --") == []
    assert KEYS(seal="%s") == []


def test_a_slot_without_a_value_is_an_error(chains: list[Chain]):
    with pytest.raises(KeyError, match="least"):
        ENDS(seal="a")


def test_several_values_stand_in_slots(chains: list[Chain]):
    assert AMONG(keys=[1, 3, 4], seals=["a"]) == [1, 3]
    assert AMONG(keys=[2], seals=["b", "a", "c"]) == [2]
    assert AMONG(keys=[], seals=["a"]) == []
    assert AMONG(keys=[1], seals=["{keys}", "%s", "a"]) == [1]


@pytest.mark.django_db(transaction=True)
def test_a_prepared_query_holds_rows_in_a_transaction_only():
    Chain.objects.create(key=1, length=1, seal="a")
    with transaction.atomic():
        assert [one.key for one in HELD(seal="a")] == [1]
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError, match="outside a transaction"):
            HELD(seal="a")


def test_insert_writes_what_bulk_create_writes(db):
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    one, two = (
        Deed(
            chain=7, place=place, at=now, how="web", verb="logged", subject_type="a.b", changes={"a": [place]}, seal="x"
        )
        for place in (1, 2)
    )
    with CaptureQueriesContext(connection) as asked:
        insert([one, two])

    assert len(asked) == 1
    assert [one, two] == list(Deed.objects.filter(chain=7).order_by("place"))
    assert [deed.changes for deed in Deed.objects.order_by("place")] == [{"a": [1]}, {"a": [2]}]
    one.verb = "changed"
    one.save()
    assert Deed.objects.filter(chain=7).count() == 2


def test_insert_is_refused_where_the_table_refuses(chains: list[Chain]):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Chain(key=1)])


def test_insert_of_nothing_asks_nothing(db):
    with CaptureQueriesContext(connection) as asked:
        insert([])

    assert len(asked) == 0
