import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import ngettext_lazy

from alongside.kit.tables import actions
from alongside.kit.tables.asking import Reader
from alongside.kit.tables.columns import Column
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.kit.tables.models import SavedView
from alongside.kit.verdict import Refused

NOW = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
ME = 7
VIEWS = Table(
    name="views",
    counted=ngettext_lazy("%(counted)s view", "%(counted)s views", "count"),
    columns=(
        Column("name", "Name", sort="name"),
        Column("owner", "Owner", kind="number", sort="owner", falls=True),
        Column("query", "Secret"),
    ),
    filters=(Search("q", "Name", fields=("name",)), Choice("list", "List", field="table")),
    sort="name",
)
OPTIONS = {"list": [("champions", "Champions"), ("teams", "Teams")]}


@pytest.fixture
def kept(db):
    for owner, (name, table) in enumerate([("Armley", "teams"), ("Bramley & Co", "teams"), ("=Ced", "champions")]):
        actions.keep_view(owner=owner, table=table, name=name, query="x=1", now=NOW)


def asked(address="/views/", *, post=None):
    request = RequestFactory().post(address, post) if post else RequestFactory().get(address)
    request.session = {}
    request._messages = FallbackStorage(request)
    reader = Reader(owner=ME, at=lambda name, **_: f"/{name}/", now=NOW)
    return VIEWS.asked(request, reader, options=OPTIONS)


def answer(address="/views/", **post):
    return asked(address, post=post).answer(
        SavedView.objects.exclude(owner=ME), template="tables/listing.html", context={"caption": "Views"}
    )


def names(address):
    rows = list(
        csv.reader(io.StringIO(b"".join(answer(f"{address}&format=csv").streaming_content).decode("utf-8-sig")))
    )
    return [row[0] for row in rows[1:]]


def test_answer_draws_rows_count_and_the_way_they_are_sorted(kept):
    page = answer().content.decode()

    assert "<b>3 views</b>" in page
    assert page.index("Armley") < page.index("Bramley &amp; Co")
    assert '<th scope="col" role="columnheader" class="govuk-table__header" aria-sort="ascending">' in page
    assert 'href="?sort=-owner"' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Download all 3 views:", "Download all 2 views:", "Download it:"]),
        ("cy", ["Lawrlwytho'r cyfan (3 views):", "Lawrlwytho'r cyfan (2 views):", "Ei lawrlwytho:"]),
    ],
)
def test_answer_offers_the_file_of_one_row_as_one(kept, language, words):
    with translation.override(language):
        pages = [answer(f"/views/{query}").content.decode() for query in ("", "?list=teams", "?list=champions")]

    assert [found for found, page in zip(words, pages, strict=True) if found in page] == words


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/views/?sort=-name", ["Bramley & Co", "Armley", "'=Ced"]),
        ("/views/?sort=owner", ["Armley", "Bramley & Co", "'=Ced"]),
        ("/views/?list=teams", ["Armley", "Bramley & Co"]),
        ("/views/?q=zebra", []),
        ("/views/?q=co+bram", ["Bramley & Co"]),
    ],
)
def test_the_address_holds_the_whole_state(kept, address, found):
    assert names(address) == found


@pytest.mark.parametrize(
    "address", ["/views/?sort=query", "/views/?sort=owner__id", "/views/?owner=1", "/views/?query__startswith=x"]
)
def test_names_that_the_table_does_not_declare_are_not_read(kept, address):
    assert names(address) == ["'=Ced", "Armley", "Bramley & Co"]


def test_a_value_that_is_no_option_is_not_there(kept):
    with pytest.raises(Http404):
        asked("/views/?list=secrets")


@pytest.mark.parametrize("number", ["0", "-1", "x", "9999999999999999999999", "٣", "2"])
def test_a_page_that_is_not_there_leads_to_one_that_is(kept, number):
    assert "Armley" in answer(f"/views/?page={number}").content.decode()


def test_a_workbook_holds_the_rows_and_columns_of_the_page_and_runs_nothing(kept):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer("/views/?list=champions&format=xlsx").streaming_content)))

    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert cells == [["Name", "Owner", "Secret"], ["=Ced", 2, "x=1"]]
    assert book.active["A2"].data_type == "s"


def test_an_empty_list_says_nothing_so_that_the_page_can(db):
    assert answer().content.decode().strip() == ""


def test_nothing_matches_offers_a_way_back(kept):
    page = answer("/views/?q=nobody").content.decode()

    assert "Nothing matches." in page
    assert '<a href="?">Clear all filters</a>' in page


def test_the_same_number_of_questions_for_one_row_and_for_thirty(db, django_assert_num_queries):
    actions.keep_view(owner=1, table="teams", name="One", query="", now=NOW)
    with django_assert_num_queries(3):
        answer()

    for owner in range(30):
        actions.keep_view(owner=100 + owner, table="teams", name="Many", query="", now=NOW)
    with django_assert_num_queries(3):
        answer()


def test_keep_puts_the_address_under_a_name_and_forget_takes_it_away(kept):
    answer("/views/?sort=-owner&list=teams&page=3", view=" My  teams ")
    [view] = SavedView.objects.filter(owner=ME)

    page = answer().content.decode()

    assert (view.name, view.query) == ("My teams", "list=teams&sort=-owner")
    assert '<a href="?list=teams&amp;sort=-owner">My teams</a>' in page
    answer("/views/", remove=str(view.pk))
    assert not SavedView.objects.filter(owner=ME).exists()


def test_nobody_removes_the_view_of_another(kept):
    mine = actions.keep_view(owner=ME, table="views", name="Mine", query="", now=NOW)
    theirs = actions.keep_view(owner=8, table="views", name="Theirs", query="", now=NOW)

    for view in (mine, theirs):
        answer("/views/", remove=str(view.pk))

    assert list(SavedView.objects.filter(table="views")) == [theirs]


def test_keep_refuses_a_view_without_a_name(kept):
    with pytest.raises(Refused, match="Give the view a name"):
        answer("/views/", view="  ")
