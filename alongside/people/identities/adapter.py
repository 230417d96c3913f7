"""How allauth asks a network's provider: which app it is, over which connections, and what counts as proof."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote_plus

import jwt
from allauth.core.internal.httpkit import add_query_params
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac
from django.utils.translation import gettext as _

from alongside.kit.fetching import asking
from alongside.kit.fetching.turns import turn
from alongside.kit.sealing import boxes
from alongside.kit.verdict import Refused, insist
from alongside.people.identities import queries, rules
from alongside.people.identities.models import Provider
from alongside.people.identities.rules import NotLetIn, Word

DISCOVERY = "/.well-known/openid-configuration"
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Those made with a key that only the provider has; never `none`, never one made with the client's secret."""
LEEWAY = 60
"""Seconds by which the clocks of two machines may differ."""
KEY_LENGTH = 43
WAITS = 15 * 60
"""Seconds that a session is kept of which nothing is known but that somebody went to a provider: longer than their way counts."""


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Allauth asks other servers through our guard, and keeps nothing."""

    def get_requests_session(self) -> asking.Session:
        """What servers are asked with."""
        return asking.Session()

    def generate_state_param(self, _state: object) -> str:
        """What ties the answer to this browser: 256 bits."""
        return get_random_string(KEY_LENGTH)

    def list_apps(self, _request: HttpRequest, **_wanted: object) -> list[SocialApp]:
        """None: a provider is made from our own row, `Connect.of`, and never looked up."""
        return []


class Connect(OpenIDConnectProvider):
    """A network's provider as allauth knows one, with a proof that whoever began is who comes back (PKCE, RFC 7636)."""

    pkce_enabled_default = True

    @classmethod
    def of(cls, provider: Provider, request: HttpRequest) -> "Connect":
        """The network's provider, in its present generation: what began in another one is not known any more."""
        app = SocialApp(
            provider=cls.id,
            provider_id=f"{provider.pk}.{provider.generation}",
            name=provider.words,
            client_id=provider.client_id,
            secret=boxes.opened(provider.secret, purpose=rules.SEALED_FOR),
            settings={"server_url": provider.issuer},
        )
        made = cls(request=request, app=app)
        made.row = provider
        return made

    row: Provider

    def get_oauth2_adapter(self, request: HttpRequest) -> "Asking":
        """What asks the provider's server."""
        return Asking(request, self)


class Client(OAuth2Client):
    """What is told to the provider's server."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        """Where people are sent; what stands in that address stays there (RFC 6749, 3.1), and decides nothing that we say."""
        ours = super().get_redirect_url("", scope, extra_params)
        return str(add_query_params(authorization_url, dict(parse_qsl(ours.removeprefix("?")))))


class Asking(OpenIDConnectOAuth2Adapter):
    """Asks the provider's server, and takes nothing for proved that it has not signed."""

    client_class = Client

    def __init__(self, request: HttpRequest, provider: Connect) -> None:
        super().__init__(request, provider.app.provider_id)
        self.provider = provider

    def get_provider(self) -> Connect:
        """The network's provider."""
        return self.provider

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the server tells of itself, asked once for each sign-in."""
        if "_config" not in vars(self):
            self._config = configuration_of(self.provider.row.issuer)
        return self._config

    @property
    def basic_auth(self) -> bool:
        """Whether the client's secret goes in a header: what a client does that was registered without saying (Core 1.0, 9)."""
        ways = self.openid_config.get("token_endpoint_auth_methods_supported", [])
        return "client_secret_basic" in ways or "client_secret_post" not in ways

    def get_callback_url(self, _request: HttpRequest, _app: SocialApp) -> str:
        """Where the provider sends people back to."""
        return return_address(self.provider.row.network.slug)

    def proved(self, token: str, *, nonce: str) -> dict[str, Any]:
        """What a token says, when the provider has signed it for us, for this sign-in, and lately (Core 1.0, 3.1.3.7)."""
        keys = asking.said(asking.Session().get(self.openid_config["jwks_uri"]))
        key = key_for(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=SIGNATURES,
            audience=self.provider.app.client_id,
            issuer=self.provider.row.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
        if not constant_time_compare(str(claims["nonce"]), nonce):
            raise jwt.InvalidTokenError("nonce")
        if isinstance(claims["aud"], list) and claims["aud"] != [self.provider.app.client_id]:
            raise jwt.InvalidTokenError("made for others as well")
        return claims

    def told(self, claims: dict[str, Any], *, access: str) -> dict[str, Any]:
        """What is proved; when it lacks a vouched address that is wanted, with what the server tells of the same person.

        An address is wanted only while nobody is tied to the subject. It and whether it is verified come from one answer.
        """
        word = rules.word_of(claims)
        is_known = queries.identity_of(self.provider.row, subject=word.subject) is not None
        if is_known or word.email or "userinfo_endpoint" not in self.openid_config:
            return claims
        headers = {"Authorization": f"Bearer {access}"}
        more = asking.said(asking.Session().get(self.openid_config["userinfo_endpoint"], headers=headers))
        if more.get("sub") != claims["sub"]:
            raise jwt.InvalidTokenError("another person")
        proved = {name: told for name, told in claims.items() if name not in rules.OF_AN_ADDRESS}
        return {name: more[name] for name in (*rules.OF_AN_ADDRESS, "name") if name in more} | proved


def return_address(network: str) -> str:
    """The address that is registered with the provider, from the settings and never from what a browser says (T20)."""
    return full("sign_in_return", network)


def full(page: str, network: str) -> str:
    """The full address of a page of ours in that network."""
    return str(settings.BASE_URL + reverse(f"identities:{page}", kwargs={"network": network}))


def sign_in_address(provider: Provider) -> str:
    """Where people sign in to the network; with a key where strangers may not see that there is one."""
    there = full("sign_in", provider.network.slug)
    return there if provider.network.is_public else f"{there}?key={key_of(provider)}"


def key_of(provider: Provider) -> str:
    """What stands in the address at which people sign in to a network that is not public."""
    return salted_hmac("alongside.identities", str(provider.network_id), algorithm="sha256").hexdigest()[:32]


def is_key(provider: Provider, typed: str) -> bool:
    """Whether it is the key of that network's address."""
    return constant_time_compare(typed, key_of(provider))


def has_begun(provider: Provider, request: HttpRequest) -> bool:
    """Whether this browser began the sign-in that it comes back from."""
    return request.GET.get("state", "") in statekit.get_states(request)


def configuration_of(issuer: str) -> dict[str, Any]:
    """What the server at that address tells of itself; refused in words when it is not one to sign in with."""
    told = asking.said(asking.Session().get(issuer.rstrip("/") + DISCOVERY))
    insist(rules.may_vouch(told, issuer=issuer))
    return told


def key_for(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key that the token names, or the only one of its kind when it names none.

    A key that does not say how it signs signs as the token says, which must be in one of our ways.
    """
    head = jwt.get_unverified_header(token)
    if head["alg"] not in SIGNATURES:
        raise jwt.InvalidAlgorithmError(head["alg"])
    usable = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in {None, "sig"}]
    named = [key for key in usable if key.key_id == head["kid"]] if "kid" in head else usable
    if len(named) != 1 or named[0].key_type == "oct":
        raise jwt.InvalidTokenError("no such key")
    data = named[0]._jwk_data  # noqa: SLF001 -- the only place where PyJWT keeps what the key says of itself
    return named[0] if "alg" in data else jwt.PyJWK(data, algorithm=head["alg"])


def way_out(provider: Provider, request: HttpRequest, *, there: str) -> str:
    """The address at the provider where the person signs in; what must come back is kept in this session.

    A session that keeps nothing else ends soon. `NotLetIn` when the provider does not answer.
    """
    nonce = get_random_string(KEY_LENGTH)
    try:
        with turn(asking_for(provider)):
            answer = Connect.of(provider, request).redirect(
                request, process="login", next_url=there, data={"nonce": nonce}, auth_params={"nonce": nonce}
            )
    except Refused as refused:
        raise NotLetIn(refused.reason) from None
    if set(request.session.keys()) == {statekit.STATES_SESSION_KEY}:
        request.session.set_expiry(WAITS)
    return str(answer.url)


def word_from(provider: Provider, request: HttpRequest) -> tuple[Word, str]:
    """What the provider says of whoever comes back from it, and where they wanted to go; `NotLetIn` when it proves nothing.

    Whoever has to wait for a turn has lost nothing: the same address works once they load it again.
    """
    try:
        with turn(asking_for(provider)):
            return word_in_turn(provider, request)
    except NotLetIn:
        raise
    except Refused as refused:
        raise NotLetIn(refused.reason) from None


def asking_for(provider: Provider) -> str:
    """For whom a server is asked: each network has its own turns."""
    return f"network-{provider.network_id}"


def word_in_turn(provider: Provider, request: HttpRequest) -> tuple[Word, str]:
    """The same, when it is our turn to ask."""
    connect = Connect.of(provider, request)
    state = statekit.unstash_state(request, provider_id=connect.sub_id, state_id=request.GET.get("state", ""))
    if state is None:
        raise NotLetIn(_("This sign-in took too long, or its page was opened twice. Begin again."))
    if request.GET.get("error") == "access_denied":
        raise NotLetIn(_("You did not sign in. Begin again when you want to."))
    try:
        claims = exchanged(connect, request, state)
    except (OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError, RecursionError):
        raise NotLetIn(
            _(
                "Your organisation's sign-in gave an answer that cannot be trusted. Begin again, or tell whoever runs it."
            )
        ) from None
    return rules.word_of(claims), state.get("next", "")


def exchanged(connect: Connect, request: HttpRequest, state: Mapping[str, Any]) -> dict[str, Any]:
    """What the code that came back stands for; the issuer that sent it, where it tells, is ours (RFC 9207)."""
    asked = connect.get_oauth2_adapter(request)
    tells = asked.openid_config.get("authorization_response_iss_parameter_supported") is True
    if request.GET.get("iss", None if tells else connect.row.issuer) != connect.row.issuer or not request.GET.get(
        "code"
    ):
        raise OAuth2Error("not from this issuer")
    client = asked.get_client(request, connect.app)
    if client.basic_auth:  # RFC 6749, 2.3.1
        client.consumer_key, client.consumer_secret = map(quote_plus, (client.consumer_key, client.consumer_secret))
    given = asked.get_access_token_data(request, connect.app, client, pkce_code_verifier=state["pkce_code_verifier"])
    claims = asked.proved(str(given["id_token"]), nonce=state["data"]["nonce"])
    return asked.told(claims, access=str(given["access_token"]))
