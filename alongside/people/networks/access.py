"""Who may open a page. Every view declares a rule here; a view without one does not load.

Rules: `public` (anybody), `signed_in` (an account), `members_only` (a member of the network in the address), `roles_only`
(members with one of those roles), `holders_only` (whoever holds the secret in the address); `kit.api` declares `bearers` for its
operations (whoever carries a token, signed in or not). A member's pages are never cached.

Whoever comes in by a network's own sign-in (`people.identities`) is let into that network and nowhere else: `keep_within`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NoReturn, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from alongside.kit.pages.context import Frame, Link
from alongside.kit.tables.asking import Reader
from alongside.people.accounts import access as accounts
from alongside.people.accounts.access import PUBLIC, SIGNED_IN, View, declare
from alongside.people.accounts.models import Account
from alongside.people.accounts.sessions import VOUCHED
from alongside.people.networks import queries, rules
from alongside.people.networks.models import Member, Network, Role

FOREIGN = ("allauth.", "django.views.i18n", "django.views.static", "whitenoise.")
MEMBERS, HOLDERS = "members", "holders of a link"
BEARERS = "bearers"
public, signed_in = accounts.public, accounts.signed_in

OVERSEERS = frozenset({Role.Kind.COORDINATOR, Role.Kind.PROJECT_LEAD, Role.Kind.MOTIVATOR})
NAV: tuple[tuple[str | Promise, str, frozenset[str]], ...] = (
    (_("Today"), "home:home", frozenset()),
    (_("Champions"), "monitoring:champion_list", OVERSEERS),
    (_("Sessions"), "sessions:session_list", OVERSEERS | {Role.Kind.CHAMPION}),
    (_("Your learners"), "sessions:learner_list", frozenset({Role.Kind.CHAMPION})),
    (_("Figures"), "monitoring:figures", OVERSEERS),
    (_("People"), "networks:member_list", frozenset({Role.Kind.COORDINATOR})),
    (_("Teams"), "networks:team_list", frozenset()),
    (_("My profile"), "champions:my_profile", frozenset({Role.Kind.CHAMPION})),
    (_("Groups"), "networks:group_list", frozenset(OVERSEERS)),
    (_("Import and export"), "exchange:run_list", frozenset({Role.Kind.COORDINATOR})),
    (_("Settings"), "networks:network_settings", frozenset({Role.Kind.COORDINATOR})),
)
"""The navigation row: label, name of the page, and who is shown it (everybody when empty); a package adds its line here."""


PHONE = ("sessions/_phone.html",)
"""What stands on every page of a champion: what the phone kept and could not send yet."""
SECOND_STEP = ("accounts/_second_step.html",)
"""What stands on every page of a coordinator who signs in with a mailed code alone."""


LEFT_OPEN = frozenset({"accounts:own_sign_in", "account_logout", "set_language"})
"""What somebody vouched for may do outside the network: sign in themselves, sign out, choose the language."""
Vouching = Callable[[dict[str, Any]], bool]
"""Whether who vouched for somebody still does; it is handed what the session keeps of it."""


class Asked(HttpRequest):
    """A request on its way to a view, with what the middleware puts on it: None where there is no member or network."""

    now: datetime
    member: Any
    network: Any
    frame: Frame
    places: Sequence[Link]


class Request(HttpRequest):
    """A request as views below a network's address get it."""

    user: Account
    now: datetime
    member: Member
    network: Network
    frame: Frame


def holders_only(view: View) -> View:
    """Whoever holds the secret in the address may open the page, in any network; the view answers 404 to other secrets."""
    return declare(view, rule=HOLDERS)


def members_only(view: View) -> View:
    """Members of the network in the address may open the page; for others it does not exist."""
    return declare(view, rule=MEMBERS)


def roles_only(*kinds: Role.Kind) -> Callable[[View], View]:
    """Members with one of those roles, however bounded, may open the page; for others it does not exist."""

    def declared(view: View) -> View:
        return declare(view, rule=MEMBERS, kinds=kinds)

    return declared


coordinators_only = roles_only(Role.Kind.COORDINATOR)
overseers_only = roles_only(*sorted(OVERSEERS))


def page(request: HttpRequest) -> dict[str, object]:
    """The context processor: `at(name, ...)` gives the address of a page of this network; `network` and `member` of the page."""
    network: Network | None = getattr(request, "network", None)
    return {"at": partial(address, request), "network": network, "member": getattr(request, "member", None)}


def address(request: HttpRequest, name: str, **kwargs: object) -> str:
    """The address of a page of the network that the request is in."""
    network: Network = cast("Asked", request).network
    return reverse(name, kwargs={"network": network.slug, **kwargs}) if kwargs else front(name, network.slug)


@lru_cache(maxsize=4096)
def front(name: str, slug: str) -> str:
    """The address of a page that a network has once; every page leads to a dozen of them."""
    return reverse(name, kwargs={"network": slug})


class AccessMiddleware:
    """Lets a request through to its view when the view's rule allows it, and hands over the member, the network and the time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        """The answer, kept out of every cache unless the page is public and nobody is signed in."""
        request.now = timezone.now()
        request.network = request.member = None
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        patch_vary_headers(response, ("Cookie", "Authorization"))
        return response

    def process_view(
        self, request: Asked, view: View, _args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """A redirect to sign in, a 404, or nothing when the view may run."""
        rule = rule_of(view)
        if rule == BEARERS:
            return None  # `kit.api` asks for the token, and puts nobody on the request without one
        elsewhere = keep_within(request, view, kwargs) if VOUCHED in request.session else None
        if elsewhere is not None:
            return elsewhere
        if rule == SIGNED_IN and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if rule == MEMBERS and not request.user.is_authenticated:
            keep_typed(request, view)
            return redirect_to_login(request.get_full_path())
        slug = kwargs.pop("network", None)
        if slug is not None:
            place(request, slug=slug, view=view)
        elif isinstance(request.user, Account):
            stand_outside(request)
        return None


@lru_cache(maxsize=1)
def vouching() -> Vouching:
    """The function that the setting STILL_VOUCHED names: identities are kept above this package."""
    found: Vouching = import_string(settings.STILL_VOUCHED)
    return found


def keep_within(request: Asked, view: View, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Keeps somebody for whom a network's own sign-in vouched within that network; nothing when the view may run.

    Elsewhere they are strangers, and are asked to sign in themselves: in the same way whatever stands at the address, so that
    whoever runs such a sign-in cannot use it to learn what else the person belongs to. When it vouches no more, they are out.
    """
    vouched = request.session[VOUCHED]
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not vouching()(vouched):
        logout(request)
        return None
    if kwargs.get("network") == vouched["network"] or name in LEFT_OPEN:
        return None
    if name == "home:start":
        return redirect("home:home", network=vouched["network"])
    if getattr(view, "rule", None) in {PUBLIC, HOLDERS}:
        request.user = AnonymousUser()
        return None
    wanted = request.GET.get("next", "/") if name.startswith("account_") else request.get_full_path()
    return redirect_to_login(wanted, reverse("accounts:own_sign_in"))


def keep_typed(request: HttpRequest, view: View) -> bool:
    """Whether the view could keep what was typed on its form until the person has signed in again.

    A view that can carries a function `keeps`, which is handed the request.
    """
    keeps: Callable[[HttpRequest], bool] | None = getattr(view, "keeps", None)
    return bool(keeps and request.method == "POST" and keeps(request))


def rule_of(view: View) -> str:
    """The rule a view declares; views of libraries that we include are public, and guard themselves."""
    rule: str | None = getattr(view, "rule", None)
    if rule is None and str(getattr(view, "__module__", "")).startswith(FOREIGN):
        return PUBLIC
    if rule is None:
        raise ImproperlyConfigured(
            f"{view.__module__}.{getattr(view, '__qualname__', view)} declares no rule of access."
        )
    return rule


def place(request: Asked, *, slug: str, view: View) -> None:
    """Put the network and the member on the request; 404 when the view wants a member and there is none."""
    member = queries.member_in(slug, account=request.user) if isinstance(request.user, Account) else None
    find = queries.any_network if rule_of(view) == HOLDERS else queries.public_network
    network = member.network if member else find(slug)
    if rule_of(view) == MEMBERS and (member is None or not has_one_of(member, view)):
        raise Http404
    if network is None:
        raise Http404
    request.member, request.network = member, network
    request.frame = cast("Frame", SimpleLazyObject(partial(frame_of, request)))  # an answer without a page needs none


def lead_nowhere(request: Asked) -> NoReturn:
    """The 404 of a network that never was, for a page of holders whose secret opens nothing: it names no network."""
    request.network = request.member = None
    del request.frame
    raise Http404


def stand_outside(request: Asked) -> None:
    """Put the networks that the person belongs to on a request outside all of them, as the places they can go."""
    memberships = queries.memberships_of(cast("Account", request.user))
    if VOUCHED in request.session:
        memberships = memberships.filter(network__slug=request.session[VOUCHED]["network"])
    request.places = [
        Link(str(member.network), reverse("home:home", kwargs={"network": member.network.slug}))
        for member in memberships
    ]
    request.frame = Frame(
        nav=request.places,
        account=[account_link(request)],
        account_name=str(request.user),
        sign_out=reverse("account_logout"),
    )


def account_link(request: HttpRequest) -> Link:
    """The way to one's own account."""
    there = reverse("accounts:account_show")
    return Link(str(_("Your account")), there, request.path == there)


def nav_of(request: Asked) -> list[Link]:
    """The places that this member can go, the one where the request is marked."""
    member: Member | None = request.member
    if member is None:
        return []
    here = request.resolver_match.view_name if request.resolver_match else ""
    kinds = {role.kind for role in member.roles.all()}
    shown = [(label, name) for label, name, wanted in NAV if not wanted or kinds & wanted]
    return [Link(str(label), address(request, name), name == here) for label, name in shown]


def frame_of(request: Asked) -> Frame:
    """What stands around a page of the network: its name and colour, and the places that this member can go."""
    network: Network = request.network
    member: Member | None = request.member
    return Frame(
        name=str(network),
        short_name=network.short_name,
        home=address(request, "home:home" if member else "networks:public_page"),
        nav=nav_of(request),
        account=[account_link(request)] if request.user.is_authenticated else [],
        account_name=str(request.user) if request.user.is_authenticated else "",
        sign_in="" if request.user.is_authenticated else reverse(settings.LOGIN_URL),
        sign_out=reverse("account_logout") if request.user.is_authenticated else "",
        manifest=address(request, "phones:manifest"),
        help_page=address(request, "notices:help_page"),
        accessibility=address(request, "notices:accessibility"),
        privacy=address(request, "notices:privacy"),
        parts=parts_of(member) if member else (),
        languages=tuple(network.languages),
        brand_css=f"{address(request, 'networks:brand_css')}?v={rules.sheet_version(network.brand)}",
    )


def parts_of(member: Member) -> Sequence[str]:
    """What stands on every page of the member: what the phone kept for champions, the second step asked of coordinators."""
    kinds = {role.kind for role in member.roles.all()}
    lacks_step = Role.Kind.COORDINATOR in kinds and not vars(member).get("has_second_step")
    return (*(PHONE if Role.Kind.CHAMPION in kinds else ()), *(SECOND_STEP if lacks_step else ()))


def has_one_of(member: Member, view: View) -> bool:
    """Whether the member has one of the roles that the view asks for."""
    kinds: frozenset[str] = getattr(view, "kinds", frozenset())
    return not kinds or any(role.kind in kinds for role in member.roles.all())


def reader(request: Request) -> Reader:
    """Who looks at a list: its views are the member's own, its addresses those of the network."""
    return Reader(owner=request.member.pk, at=partial(address, request), now=request.now)
