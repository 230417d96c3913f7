"""Lists of places: rows in, what stands in the network afterwards."""

from datetime import date

from alongside.overview.exchange.models import Kind
from alongside.overview.exchange.queries.plans import plan_of
from alongside.overview.exchange.queries.sources import Source
from alongside.overview.exchange.tests.conftest import counts
from alongside.people.networks.models import District, Organisation, Team
from conftest import NOW

LIST = """Local authority,Library name,Address 1,Address 2,Postcode,Unique property reference number,Type of library,Year closed,\
Monday staffed hours,Saturday staffed hours,Monday unstaffed hours,URL,Email address
Leeds City Council,Garforth Library,Lidgett Lane,Leeds,LS25 1EH,72000001,LAL,,09:00-17:00,"10:00-13:00,14:00-16:00",17:00-20:00,\
www.leeds.gov.uk,mailto:garforth@leeds.gov.uk
Leeds City Council,Otley Library,Boroughgate,Otley,ls213aq,,CL,2019,,,,,
Cyngor Gwynedd,Llyfrgell Bala,Y Lôn,Y Bala,LL23 7YE,,LAL,,Ar gau,,,,
"""


def test_places_come_in_with_all_that_is_told(network, bring_in):
    run = bring_in(LIST)

    garforth = Team.objects.select_related("organisation", "district").get(name="Garforth Library")
    assert (run.state, counts(run), run.remarks) == ("done", (3, 3, 0, 0, 0), 0)
    assert (garforth.organisation.name, garforth.district.code) == ("Leeds City Council", "LS25")
    assert (garforth.address, garforth.postcode) == ("Lidgett Lane, Leeds", "LS25 1EH")
    assert (garforth.kind, garforth.reference) == ("Local authority library", "72000001")
    assert (garforth.website, garforth.email) == ("https://www.leeds.gov.uk", "garforth@leeds.gov.uk")
    assert garforth.hours == {
        "mon": ["09:00-17:00"],
        "sat": ["10:00-13:00", "14:00-16:00"],
        "unstaffed": {"mon": ["17:00-20:00"]},
    }
    assert Team.objects.get(name="Otley Library").closed_on == date(2019, 12, 31)
    assert Team.objects.get(name="Llyfrgell Bala").hours == {"mon": []}
    assert run.extras == {"organisations": ["Leeds City Council", "Cyngor Gwynedd"]}


def test_the_same_list_twice_changes_nothing(network, bring_in):
    bring_in(LIST)
    before = list(Team.objects.values())

    run = bring_in(LIST)

    assert counts(run) == (3, 0, 0, 3, 0)
    assert list(Team.objects.values()) == before
    assert Organisation.objects.count() == 2


def test_another_list_with_other_columns_finds_the_places_that_are_there(network, bring_in):
    bring_in(LIST)

    run = bring_in(
        "reporting,name,postcode,uprn,closed,monday,saturday\n"
        "Leeds,Garforth,LS25 1EH,,,AM & PM,09:00-12:00\n"  # the name says less
        "Leeds,The Otley Community Library,LS21 9ZZ,,,,\n"  # the postcode is another one
        "gwynedd,Llyfrgell Y Bala a’r Hwb,LL23 7YE,,,,\n"  # the name says more
        "Leeds,Seacroft,LS14 6JD,,,,\n"
    )

    assert counts(run) == (4, 1, 3, 0, 0)
    assert Team.objects.count() == 4
    assert Organisation.objects.count() == 2
    garforth = Team.objects.get(name="Garforth Library")
    assert (garforth.hours["mon"], garforth.hours["sat"]) == (["09:00-17:00"], ["09:00-12:00"])
    assert Team.objects.get(name="Otley Library").postcode == "LS21 9ZZ"
    assert Team.objects.get(postcode="LL23 7YE").name == "Llyfrgell Y Bala a’r Hwb"


def test_a_reference_finds_a_place_that_was_renamed(network, bring_in):
    bring_in(LIST)

    run = bring_in("Council,Place,UPRN\nLeeds City Council,Garforth One Stop,72000001\n")

    assert counts(run) == (1, 0, 1, 0, 0)
    assert Team.objects.get(reference="72000001").name == "Garforth One Stop"
    assert counts(bring_in("Council,Place,UPRN\nLeeds City Council,Garforth One Stop,72000001\n"))[3] == 1


def test_a_code_is_learnt_from_places_that_are_known(network, bring_in):
    bring_in(LIST)
    coded = "Local authority code,Library name,Postcode\nW06000002,Bala Library,LL23 7YE\nW06000002,Barmouth,LL42 1LX\n"

    run = bring_in(coded)

    assert counts(run) == (2, 1, 1, 0, 0)
    assert Organisation.objects.get(code="W06000002").name == "Cyngor Gwynedd"
    assert counts(bring_in(coded)) == (2, 0, 0, 2, 0)


def test_a_name_takes_the_place_of_a_code(network, bring_in):
    run = bring_in("Local authority code,Library name,Postcode\nW06000002,Bala Library,LL23 7YE\n")

    assert run.findings[0][:2] == [2, "Local authority code"]
    assert run.findings[0][2].startswith("No organisation has the code “W06000002” yet, so the new one is called so.")

    bring_in(LIST)

    assert Organisation.objects.get(code="W06000002").name == "Cyngor Gwynedd"
    assert Team.objects.count() == 3


def test_two_rows_about_one_place_count_once_and_the_open_one_wins(network, bring_in):
    twice = "Council,Name,Postcode,Year closed\nLeeds,Hoyland,S74 9AF,2011\nLeeds,Hoyland,S74 9AF,\n"

    run = bring_in(twice)

    assert counts(run) == (2, 1, 0, 1, 0)
    assert Team.objects.get().closed_on is None
    assert counts(bring_in(twice)) == (2, 0, 0, 2, 0)


def test_two_places_in_one_building_stay_two(network, bring_in):
    building = (
        "Council,Name,Postcode,UPRN\nHants,Discovery Centre,PO12 1BT,37033048\nHants,Naval Studies,PO12 1BT,37033048\n"
    )
    bring_in(building)

    assert counts(bring_in(building)) == (2, 0, 0, 2, 0)
    assert Team.objects.count() == 2


def test_a_cell_that_cannot_be_understood_is_left_empty_with_a_remark(network, bring_in):
    run = bring_in("Council,Name,Monday,Email\nLeeds,Garforth,07:00-02:00,www.leeds.gov.uk\n")

    assert (run.state, run.created, run.remarks) == ("done", 1, 2)
    assert [(row, column, is_remark) for row, column, _text, is_remark in run.findings] == [
        (2, "Email", True),
        (2, "Monday", True),
    ]


def test_nothing_comes_in_while_a_row_has_a_problem(network, bring_in):
    text = "Council,Name\nLeeds,Garforth\nLeeds,\n,Otley\n"

    run = bring_in(text)

    assert (run.state, counts(run)) == ("refused", (3, 1, 0, 0, 2))
    assert run.refusal == "2 rows have problems, so nothing was brought in."
    assert [found[:2] for found in run.findings] == [[3, "Name"], [4, "Council"]]
    assert not Team.objects.exists()


def test_rows_with_problems_can_be_left_out(network, bring_in):
    run = bring_in("Council,Name\nLeeds,Garforth\nLeeds,\n", skips=True)

    assert (run.state, counts(run)) == ("done", (2, 1, 0, 0, 1))
    assert Team.objects.get().name == "Garforth"


def test_a_list_without_owners_is_refused_in_words(network, bring_in):
    run = bring_in("Name,Postcode\nGarforth,LS25 1EH\n")

    assert run.state == "refused"
    assert "no column for “Organisation”" in run.refusal


def test_a_plan_says_what_the_run_will_do(network, bring_in, tmp_path):
    text = LIST + "Leeds City Council,,,,,,,,,,,,\n"
    (tmp_path / "dry.csv").write_text(text)

    plan = plan_of(Source(network, Kind.PLACES, tmp_path / "dry.csv", "dry.csv"), today=NOW.date())

    assert not Team.objects.exists()
    run = bring_in(text)
    assert plan.tally.counts == {
        name: getattr(run, name) for name in ("read", "created", "updated", "unchanged", "rejected", "remarks")
    }
    assert [list(found) for found in plan.tally.findings] == run.findings
    assert plan.refused(skips=False) == run.refusal


def test_another_networks_places_are_not_touched(network, other_network, bring_in):
    bring_in(LIST, into=other_network)
    before = list(Team.objects.filter(network=other_network).values())

    run = bring_in(LIST)

    assert run.created == 3
    assert list(Team.objects.filter(network=other_network).values()) == before


def test_districts_get_names_and_positions(network, bring_in):
    bring_in(LIST)
    outcodes = (
        "postcode,latitude,longitude,town,region\nLS25,53.79187,-1.31254,Garforth,Leeds\nAB10,57.135,-2.117,Aberdeen,\n"
    )

    run = bring_in(outcodes, kind=Kind.DISTRICTS)

    district = District.objects.get(network=network, code="LS25")
    assert counts(run) == (2, 1, 1, 0, 0)
    assert (district.name, str(district.latitude), str(district.longitude)) == ("Garforth", "53.79", "-1.31")
    assert counts(bring_in(outcodes, kind=Kind.DISTRICTS)) == (2, 0, 0, 2, 0)
