"""The one list: filters, sorts, counts, pages, exports, and keeps views; its whole state stands in the address.

Words: *table* (columns and filters, declared once), *asked* (what an address asks a table for), *listing* (what the page
shows), *view* (an address that a member keeps under a name), *reader* (who looks, and how addresses are made).

A list is written in three steps. Declare it, in `queries.py` or a file beside it:

    TEAMS = Table(
        name="teams",
        counted=ngettext_lazy("%(counted)s team", "%(counted)s teams", "count"),
        columns=(
            Column("name", _("Name"), sort="name", to=To("networks:team", "team_id", attrgetter("pk"))),
            Column("organisation", _("Organisation"), value="organisation.name", sort="organisation__name"),
            Column("closed_on", _("Closed"), kind="day", sort="closed_on"),
        ),
        filters=(
            Search("q", _("Name"), fields=("name", "postcode")),
            Choice("organisation", _("Organisation"), field="organisation_id"),
        ),
        sort="name",
    )

Ask and answer, in a view (POST is for keeping and forgetting views):

    @require_http_methods(["GET", "HEAD", "POST"])
    @overseers_only
    def team_list(request: Request) -> HttpResponse:
        asked = TEAMS.asked(request, reader(request), options={"organisation": organisations})
        return asked.answer(queries.teams_seen_by(request.member), template="networks/team_list.html")

Show it, in the template: `{% include "tables/listing.html" %}`, with `{% block empty %}` around nothing: the page says itself
what will be here when `listing.is_bare`.
"""
