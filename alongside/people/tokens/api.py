"""What a token can tell about itself."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from ninja import Router, Schema

from alongside.kit.api.bearers import Bearer
from alongside.kit.api.schemas import answers
from alongside.people.tokens.access import Carried

router = Router(tags=["token"])


class NetworkOut(Schema):
    """The network that a token is bound to; its slug stands in every address."""

    slug: str
    name: str


class TokenOut(Schema):
    """What a token is for, until when, and for whom it acts."""

    name: str
    network: NetworkOut
    member: str
    scopes: list[str]
    ends_at: datetime


@router.get("token/", auth=Bearer(), response=answers(TokenOut), operation_id="token_show")
def token_show(request: HttpRequest) -> object:
    """The token that was sent: any token in use may ask."""
    asked = cast("Carried", request)
    token, network = asked.token, asked.network
    return {
        "name": token.name,
        "network": {"slug": network.slug, "name": network.name},
        "member": asked.member.name,
        "scopes": token.scopes,
        "ends_at": token.ends_at,
    }
