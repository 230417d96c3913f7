"""Where the parts of a chart stand."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.charts import geometry
from alongside.kit.charts.geometry import Bar, Share


def test_columns_stand_on_the_line_with_the_largest_as_high_as_the_picture():
    bars = geometry.columns([5, 0, 10], width=300, height=100)

    assert bars == [Bar(13, 50, 74, 50, 5), Bar(113, 100, 74, 0, 0), Bar(213, 0, 74, 100, 10)]


def test_columns_of_nothing_are_none():
    assert geometry.columns([]) == []
    assert [bar.height for bar in geometry.columns([0, 0])] == [0, 0]


def test_rows_lie_below_each_other():
    assert geometry.rows([10, 5], width=100, step=30, thick=10) == [Bar(0, 18, 100, 10, 10), Bar(0, 48, 50, 10, 5)]


def test_one_among_ten_thousand_can_be_seen():
    assert geometry.length(1, most=10_000, room=140) == 1


def test_outline_leaves_out_what_has_no_height():
    assert geometry.outline([Bar(1, 2, 3, 4, 9), Bar(5, 6, 7, 0, 0)]) == "M1 2h3v4h-3z"


def test_the_last_column_always_carries_its_name():
    assert geometry.labelled([0] * 12) == [2, 5, 8, 11]
    assert geometry.labelled([0]) == [0]


def test_shares_keep_the_order_of_sources_and_leave_out_what_is_not_there():
    shares = geometry.shares({"imported": 1, "measured": 2, "stated": 0})

    assert shares == [Share("measured", 0, 67), Share("imported", 67, 33)]


@given(st.dictionaries(st.sampled_from(geometry.SOURCES), st.integers(0, 10**9)))
def test_shares_are_exactly_a_hundred_whatever_the_parts(parts):
    shares = geometry.shares(parts)

    assert sum(share.width for share in shares) == (100 if any(parts.values()) else 0)
    assert [share.x for share in shares] == [sum(one.width for one in shares[:at]) for at in range(len(shares))]
