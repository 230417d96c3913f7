"""The pages of a network's own sign-in: set up by coordinators, used by everybody whom it vouches for."""

from urllib.parse import unquote

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.verdict import insist
from alongside.people.accounts.access import confirmed_lately
from alongside.people.accounts.adapter import sign_in_vouched
from alongside.people.identities import actions, adapter, queries
from alongside.people.identities.forms import ProviderForm
from alongside.people.identities.models import Provider
from alongside.people.networks import queries as networks
from alongside.people.networks import rules
from alongside.people.networks.access import (
    Asked,
    Request,
    address,
    coordinators_only,
    holders_only,
    lead_nowhere,
    public,
    reader,
)

LONGEST_ADDRESS = 2000
"""Letters of an address in which a browser is led on: a session keeps it, whoever asks."""
SENTENCES = {"changed": gettext_lazy("%(who)s changed single sign-on")}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def single_sign_on(request: Request) -> HttpResponseBase:
    """The network's provider as a form, for who runs the whole network, and has shown lately who they are."""
    insist(rules.may_run(request.member))
    return set_up(request)


@confirmed_lately
def set_up(request: Request) -> HttpResponse:
    """The form."""
    provider = queries.provider_of(request.network)
    told = networks.told_of(provider, network=request.network, sentences=SENTENCES)
    form = ProviderForm(request.POST or None, instance=provider)
    form.now = request.now
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.set_up(request.network, form.edit(), secret=typed["secret"], by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return redirect(address(request, "identities:single_sign_on"))
    shown = {
        "form": form,
        "provider": provider,
        "told": told,
        "return_address": adapter.return_address(request.network.slug),
        "sign_in_address": adapter.sign_in_address(provider),
    }
    return render(request, "identities/single_sign_on.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def identity_list(request: Request) -> HttpResponseBase:
    """Those for whom the provider vouches."""
    insist(rules.may_run(request.member))
    asked = queries.IDENTITIES.asked(request, reader(request))
    return asked.answer(queries.identities_seen_by(request.member), template="identities/identity_list.html")


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def identity_remove(request: Request, identity_id: int) -> HttpResponse:
    """A button that unties a person from what the provider calls them."""
    identity = get_object_or_404(queries.identities_seen_by(request.member), pk=identity_id)
    if request.method == "POST":
        actions.untie(identity, by=request.member, now=request.now)
        messages.success(
            request, _("%(name)s is untied, and signed out of what it opened.") % {"name": identity.member}
        )
        return redirect(address(request, "identities:identity_list"))
    return render(request, "identities/identity_remove.html", {"identity": identity})


@require_safe
@public
def organisation_list(request: Asked) -> HttpResponse:
    """The networks that have a sign-in of their own, each with the way to it."""
    shown = {"networks": queries.networks_with_one(), "next": request.GET.get("next", "")}
    return render(request, "identities/organisation_list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def sign_in(request: Asked) -> HttpResponse:
    """A button that leads to the network's provider; not there while there is none.

    A network that is not public has it at an address with a key, which its coordinators hand on. The answer is a page that leads
    on by itself: a redirect would be held back by our own rule that forms are sent nowhere else.
    """
    provider = provider_in_use(request)
    if not (request.network.is_public or request.member or adapter.is_key(provider, request.GET.get("key", ""))):
        lead_nowhere(request)
    if request.method == "POST":
        actions.start(request, now=request.now)
        leads_to = adapter.way_out(provider, request, there=within(request, request.POST.get("next", "")))
        return render(request, "identities/sign_in_leave.html", {"provider": provider, "leads_to": leads_to})
    if request.member is not None:
        return redirect(within(request, request.GET.get("next", "")))
    shown = {"provider": provider, "next": within(request, request.GET.get("next", ""))}
    return render(request, "identities/sign_in.html", shown)


@require_safe
@holders_only
def sign_in_return(request: Asked) -> HttpResponse:
    """Whoever the provider vouches for, signed in. The address opens nothing but to the browser that began, and once."""
    provider = provider_in_use(request)
    if not (request.network.is_public or adapter.has_begun(provider, request)):
        lead_nowhere(request)
    word, there = adapter.word_from(provider, request)
    identity = actions.come_in(provider, word, now=request.now)
    voucher = {"network": request.network.slug, "identity": identity.pk, "generation": provider.generation}
    return sign_in_vouched(request, identity.member.account, voucher=voucher, there=within(request, there))


def provider_in_use(request: Asked) -> Provider:
    """The network's provider; 404, the same as for a network that never was, when nobody can sign in with one."""
    provider = queries.provider_in_use(request.network)
    if provider is None:
        lead_nowhere(request)
    provider.network = request.network
    return provider


def within(request: Asked, there: str) -> str:
    """Where somebody wants to go, when that is a page of this network as it is written in an address; else its first page (T32)."""
    home = address(request, "home:home")
    is_plain = all(sign.isalnum() or sign in "-_/?=&.,%+" for sign in there) and ".." not in unquote(there)
    return there if len(there) <= LONGEST_ADDRESS and there.startswith(home) and is_plain else home
