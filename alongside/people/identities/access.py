"""What pages outside any network are told of organisations' own sign-ins."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alongside.people.identities import queries


def page(_request: HttpRequest) -> dict[str, object]:
    """The context processor: `organisations_sign_in` says whether any network offers its own; asked when a page wants to know."""
    return {"organisations_sign_in": SimpleLazyObject(lambda: queries.networks_with_one().exists())}
