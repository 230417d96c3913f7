from markupsafe import Markup

from alongside.kit.tables import rows
from alongside.kit.tables.columns import Shown, Tag

NASTY = """<b>"Bea" & 'Cai'</b>"""
HARMLESS = "&lt;b&gt;&#34;Bea&#34; &amp; &#39;Cai&#39;&lt;/b&gt;"


def cell(text: str, *, label: str = "", is_numeric: bool = False, href: str = "", tags=()) -> Shown:
    return Shown(label, is_numeric, text, href, tags)


def test_body_is_empty_without_rows():
    assert rows.body([]) == Markup()


def test_body_names_each_row_by_its_first_cell_and_says_what_everything_is():
    drawn = rows.body([[cell(name), cell("3", label="Sessions", is_numeric=True)] for name in ("Bea", "Gwen")])

    assert drawn == "".join(
        f'<tr role="row"><th scope="row" role="rowheader" class="govuk-table__header">{name}</th>\n'
        '<td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Sessions">3</td>\n'
        "</tr>\n"
        for name in ("Bea", "Gwen")
    )
    assert isinstance(drawn, Markup)


def test_body_needs_no_label_where_the_words_speak_for_themselves():
    drawn = rows.body([[cell("Bea"), cell("Armley Library")]])

    assert '<td role="cell" class="govuk-table__cell">Armley Library</td>' in drawn


def test_body_leads_where_a_cell_leads_and_puts_its_tags_beside():
    drawn = rows.body([[cell("Bea", href="/n/leeds/champions/1/", tags=[Tag("New"), Tag("Quiet", "warm")])]])

    assert drawn == (
        '<tr role="row"><th scope="row" role="rowheader" class="govuk-table__header">'
        '<a href="/n/leeds/champions/1/">Bea</a> <strong class="govuk-tag">New</strong>'
        ' <strong class="govuk-tag tag--warm">Quiet</strong></th>\n</tr>\n'
    )


def test_body_escapes_whatever_somebody_can_have_typed():
    name = cell(NASTY, href=f"/?q={NASTY}", tags=[Tag(NASTY)])

    drawn = rows.body([[name, cell(NASTY, label=NASTY)]])

    assert drawn.count(HARMLESS) == 5
    assert "<b>" not in drawn
    assert 'Bea"' not in drawn
