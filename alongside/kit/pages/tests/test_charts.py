"""Charts and figures say in words what they show."""

from datetime import date

from django.template import engines

from alongside.kit.pages.tests.test_fields import elements

YEAR = [(date(2026, month, 1), month * 30) for month in range(1, 13)]
IMPORTS = (
    '{% from "charts/charts.html" import bars_across, bars_by_month, ring %}'
    '{% from "charts/figures.html" import figure, provenance %}'
)


def drawn(source: str, **context: object) -> str:
    return str(engines["jinja2"].from_string(IMPORTS + source).render(context))


def test_a_year_of_bars_takes_less_than_a_kilobyte_and_names_itself():
    html = drawn('{{ bars_by_month("people", "People supported", rows) }}', rows=YEAR)

    picture = html[html.index("<svg") : html.index("</svg>") + 6]
    assert len(picture) < 1024
    assert elements(picture, "svg")[0]["aria-labelledby"] == "people-t people-d"
    assert "January 2026 to December 2026, from 30 to 360" in picture


def test_the_last_month_is_drawn_apart():
    html = drawn('{{ bars_by_month("people", "People supported", rows) }}', rows=YEAR)

    bars = {path["class"]: path["d"].count("M") for path in elements(html, "path")}
    assert bars == {"chart__bar": 11, "chart__bar--now": 1, "chart__line": 1}


def test_bars_have_their_table_newest_first():
    html = drawn('{{ bars_by_month("people", "People supported", rows) }}', rows=YEAR[:2])

    assert html.index(">February 2026<") < html.index(">January 2026<")
    assert "See as a table" in html


def test_no_months_draw_no_picture():
    assert elements(drawn('{{ bars_by_month("people", "People supported", []) }}'), "svg") == []


def test_lying_bars_are_a_table_whose_rows_lead_on():
    html = drawn('{{ bars_across("topics", "Sessions by topic", [("Safe", 4, "/safe/"), ("Forms", 1)]) }}')

    assert [link["href"] for link in elements(html, "a")] == ["/safe/"]
    assert len(elements(html, "th")) == 2


def test_a_figure_says_how_it_differs_and_where_it_comes_from():
    html = drawn(
        '{{ figure("Hours", "22½", change=-75, amount="1¼", since="October", sources={"measured": 3, "imported": 1}) }}'
    )

    assert "22½" in html
    assert "1¼ fewer than October" in html
    assert "75% measured" in html
    assert "25% imported" in html
    assert [part["width"] for part in elements(html, "rect")] == ["75", "25"]


def test_a_figure_of_a_period_under_way_says_what_the_one_before_came_to():
    assert "October 2026: 1,204" in drawn('{{ figure("Sessions", 17, earlier=1204, since="October 2026") }}')
    assert "October 2026: 0" in drawn('{{ figure("Sessions", 17, earlier=0, since="October 2026") }}')


def test_a_figure_opens_to_its_rows_with_a_name_of_its_own():
    html = drawn('{{ figure("Sessions", 1204, href="/sessions/") }}')

    assert elements(html, "a") == [{"class": "figure__number", "href": "/sessions/"}]
    assert '1,204<span class="govuk-visually-hidden"> Sessions</span>' in html


def test_a_figure_from_nowhere_shows_no_bar():
    assert elements(drawn('{{ figure("Sessions", 0) }}'), "svg") == []


def test_a_ring_is_told_in_words_and_bears_nothing_at_all():
    assert elements(drawn("{{ ring(5, 8, 2) }}"), "svg")[0]["aria-label"] == "5 of 8"
    assert len(elements(drawn("{{ ring(0, 0) }}"), "circle")) == 1
