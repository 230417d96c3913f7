"""The API: what every package offers to programs, joined."""

from alongside.helping.sessions import api as sessions
from alongside.kit.api.base import Api
from alongside.kit.api.urls import addresses
from alongside.overview.monitoring import api as monitoring
from alongside.people.champions import api as champions
from alongside.people.networks import api as networks
from alongside.people.tokens import api as tokens

api = Api(
    description="Figures, sessions, champions and places of one network, for programs. "
    "Send `Authorization: Bearer …` with a token that a member made on the page Tokens. See docs/api.md."
)
for package in (tokens, monitoring, sessions, champions, networks):
    api.add_router("", package.router)

app_name = "api"
urlpatterns = addresses(api)
