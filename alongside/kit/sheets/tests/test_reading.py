import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kit.sheets.reading import Limits, SheetProblem, open_sheet
from alongside.kit.sheets.tests.nasty import CORPUS, TABLE, text_of


@pytest.fixture
def opened(tmp_path):
    """A file of that content, opened."""

    def open_content(content, **options):
        path = tmp_path / "given"
        path.write_bytes(content)
        return open_sheet(path, name="given.csv", **options)

    return open_content


def lists(sheet):
    return [tuple(row.cells.values()) for row in sheet.rows()]


def test_the_corpus_is_large_enough():
    assert len({nasty.name for nasty in CORPUS}) == len(CORPUS) >= 60


@pytest.mark.parametrize("nasty", [nasty for nasty in CORPUS if not nasty.refusal], ids=lambda nasty: nasty.name)
def test_a_file_from_the_wild_is_read(opened, nasty):
    sheet = opened(nasty.content)

    assert sheet.headings == nasty.headings
    assert lists(sheet) == list(nasty.rows)
    assert [row.problem for row in sheet.rows()] == [""] * len(nasty.rows)


@pytest.mark.parametrize("nasty", [nasty for nasty in CORPUS if nasty.refusal], ids=lambda nasty: nasty.name)
def test_a_damaged_file_is_refused_in_a_sentence(opened, nasty):
    with pytest.raises(SheetProblem) as refused:
        lists(opened(nasty.content))

    assert nasty.refusal in refused.value.message
    assert refused.value.row == nasty.at_row


def test_rows_are_numbered_as_a_spreadsheet_program_does(opened):
    sheet = opened(b'Title\n\nName,Note\n\nBea,"one\ntwo\nthree"\nCai,x\n')

    assert sheet.header_row == 3
    assert [row.number for row in sheet.rows()] == [5, 6]


def test_a_row_with_more_cells_than_headings_carries_its_problem(opened):
    rows = list(opened(b"Name,Town\nBea,Leeds\nCai,1 High St, York\nDev,Hull,,\n").rows())

    assert [bool(row.problem) for row in rows] == [False, True, False]
    assert rows[1].problem.startswith("This row has 3 cells, but there are only 2 headings.")


def test_known_headings_find_their_row(opened):
    content = b"Run by,Ama\nDate,Length\n3/3/2026,45\n"

    assert opened(content).headings == ("Run by", "Ama")
    assert opened(content, known=["date", "Length"]).headings == ("Date", "Length")


def test_a_large_file_is_refused_with_what_to_do(opened):
    content = text_of(TABLE).encode() * 100

    with pytest.raises(SheetProblem, match=r"“given.csv” is 1 MB; at most 1 MB can be read at once\. Split it"):
        opened(content, limits=Limits(bytes=1000))
    assert len(lists(opened(content))) == 299


def test_too_many_rows_are_refused_where_they_begin(opened):
    sheet = opened(b"Name\n" + b"Bea\n" * 5, limits=Limits(rows=4))

    with pytest.raises(SheetProblem, match="more than 4 rows") as refused:
        lists(sheet)
    assert refused.value.row == 6
    assert len(lists(opened(b"Name\n" + b"Bea\n" * 4, limits=Limits(rows=4)))) == 4


def test_memory_stays_flat_however_many_rows(opened):
    def peak(rows):
        sheet = opened(b"Name,Town\n" + b"Bea,Leeds\n" * rows)
        tracemalloc.start()
        count = sum(1 for _row in sheet.rows())
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == rows
        return size

    assert peak(50_000) < peak(500) + 100_000


@settings(deadline=None)
@given(content=st.binary(max_size=300) | st.text('a,;"\n\r\t\0é', max_size=80).map(str.encode))
def test_any_bytes_are_rows_or_a_finding(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)

    try:
        rows = list(open_sheet(path, name="any").rows())
    except SheetProblem as problem:
        assert problem.message
    else:
        assert all(len(row.cells) for row in rows)
