"""What is wrong in many rows is told once, with their count; memory stays flat however many there are."""

import tracemalloc

import pytest

from alongside.overview.exchange.queries.notes import Notes
from alongside.overview.exchange.rules.findings import OTHERS, Finding, faults_of, rows_told, sort_of
from alongside.overview.exchange.rules.planning import ALIKE, KEPT, TOLD_APART, Fate, Planned, Tally


def half(row: int, text: str = "LS1", *, column: str = "Postcode") -> Finding:
    return Finding(row, column, f"“{text}” is only the first half of a postcode.", is_remark=True)


def tally_of(findings) -> Tally:
    tally = Tally()
    for found in findings:
        tally.take(Planned(found.row, Fate.CREATED, findings=(found,)))
    return tally


@pytest.mark.parametrize(
    ("rows", "count", "told"),
    [
        ([4], 1, "row 4"),
        ([4, 9], 2, "rows 4 and 9"),
        ([4, 9, 12, 15], 4, "rows 4, 9, 12 and 15"),
        ([4, 9, 12, 15, 16], 5, "rows 4, 9, 12 and 2 more"),
        ([4, 9], 1_002, "rows 4, 9 and 1,000 more"),
    ],
)
def test_a_few_rows_are_named_and_the_rest_counted(rows, count, told):
    assert rows_told(rows, count=count) == told


def test_a_fault_is_the_same_whatever_was_typed_and_in_whatever_row():
    first = Finding(4, "Name", "Row 3 has the same name as “Siân”. Take one out.")

    assert sort_of(first) == sort_of(Finding(1_200, "Name", "Row 1,199 has the same name as “Zoë”. Take one out."))
    assert sort_of(first) != sort_of(first._replace(column="Champion"))
    assert sort_of(first) != sort_of(first._replace(is_remark=True))
    assert sort_of(first) != sort_of(first._replace(message="“Name” is empty."))


def test_faults_come_with_their_rows_the_most_frequent_first():
    name = Finding(3, "Name", "“Name” is empty.")
    findings = [name, *(half(row) for row in range(4, 42)), half(50, "YO", column="Home")]
    tally = tally_of(findings)

    faults = faults_of(tally.findings, tally.faults)

    assert [(fault.where, fault.count, fault.varies, fault.is_remark) for fault in faults] == [
        ("Postcode, rows 4, 5, 6 and 35 more", 38, False, True),
        ("Name, row 3", 1, False, False),
        ("Home, row 50", 1, False, True),
    ]


def test_a_finding_of_no_column_begins_with_its_row():
    (fault,) = faults_of([Finding(7, "", "This row has 3 cells.")], {})

    assert (fault.where, fault.opens) == ("Row 7", False)


def test_what_was_typed_differently_opens_to_each_row():
    (fault,) = faults_of([half(4, "LS1"), half(5, "LS2")], {})

    assert (fault.where, fault.varies, fault.opens, fault.more) == ("Postcode, rows 4 and 5", True, True, 0)


def test_the_first_of_each_fault_is_kept_and_no_more():
    findings = [half(row, column=f"Column {row % 300:03}") for row in range(30_000)]

    tally = tally_of(findings)

    assert tally.remarks == 30_000
    assert len(tally.findings) == KEPT
    assert len(tally.faults) == TOLD_APART + 1
    assert tally.faults[OTHERS] == 30_000 - TOLD_APART * 100
    assert tally.faults.total() == 30_000
    assert len(tally_of(half(row) for row in range(30_000)).findings) == ALIKE


def test_memory_stays_flat_however_much_is_found():
    def peak(rows: int) -> int:
        tally, notes = Tally(), Notes()
        tracemalloc.start()
        for row in range(rows):
            planned = Planned(row, Fate.CREATED, findings=(half(row, str(row)),))
            tally.take(planned)
            notes.put(planned.findings)
        told = sum(len(findings) for findings in notes)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert told == rows
        return size

    assert peak(20_000) < peak(1_000) + 100_000
