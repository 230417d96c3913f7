"""What a champion keeps of a learner: the code, and a name or a way to reach them only with permission."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.helping.learners import actions, queries, rules
from alongside.helping.learners.forms import CodeForm, ContactForm, NameForm
from alongside.helping.learners.models import Learner
from alongside.kit.verdict import insist
from alongside.people.champions.models import Champion
from alongside.people.networks.access import Request, address, members_only
from alongside.people.networks.models import Network


def own_learner(request: Request, learner_id: int) -> Learner:
    """A learner of the member's own list; 404 for anybody else's."""
    champion = get_object_or_404(Champion, member=request.member)
    return get_object_or_404(queries.everybody_of(champion), pk=learner_id)


def back_to(request: Request, learner: Learner) -> HttpResponse:
    """The way back to the learner's page."""
    return redirect(address(request, "sessions:learner_detail", learner_id=learner.pk))


@require_http_methods(["GET", "POST"])
@members_only
def learner_code(request: Request, learner_id: int) -> HttpResponse:
    """Another nickname or card code for the same person."""
    learner = own_learner(request, learner_id)
    form = CodeForm(request.POST or None, initial={"code": learner.code})
    if request.method == "POST" and form.is_valid():
        actions.rename(learner, code=form.cleaned_data["code"], by=request.member, now=request.now)
        messages.success(request, _("Saved"))
        return back_to(request, learner)
    return render(request, "learners/learner_code.html", {"form": form, "learner": learner})


@require_POST
@members_only
def learner_hiding(request: Request, learner_id: int) -> HttpResponse:
    """Take a learner off the list, or put them back with `show`."""
    learner = own_learner(request, learner_id)
    if "show" in request.POST:
        actions.show(learner, by=request.member)
        messages.success(request, _("%(code)s is on your list again.") % {"code": learner})
    else:
        actions.hide(learner, by=request.member, now=request.now)
        messages.success(request, _("%(code)s is off your list. Their sessions stay.") % {"code": learner})
    return back_to(request, learner)


@require_http_methods(["GET", "POST"])
@members_only
def learner_name(request: Request, learner_id: int) -> HttpResponse:
    """Keep a name with a permission; with `forget`, delete it at once."""
    learner = own_learner(request, learner_id)
    if "forget" in request.POST:
        return forgotten(request, learner, rules.NAME, said=_("The name is deleted."))
    form = NameForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        return kept(request, learner, rules.NAME, form.cleaned_data)
    context = {
        "form": form,
        "learner": learner,
        "permission": queries.permission_of(learner, rules.NAME),
        "words": words_in_each(rules.NAME, request.network),
    }
    return render(request, "learners/learner_name.html", context)


@require_http_methods(["GET", "POST"])
@members_only
def learner_contact(request: Request, learner_id: int) -> HttpResponse:
    """Keep one way to reach a learner, with a permission, where the network allows it; with `forget`, delete it at once."""
    learner, network = own_learner(request, learner_id), request.network
    if "forget" in request.POST:
        return forgotten(request, learner, rules.CONTACT, said=_("The number or address is deleted."))
    insist(rules.may_reach(network, learner.champion))
    form = ContactForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        return kept(request, learner, rules.CONTACT, form.cleaned_data)
    permission = queries.permission_of(learner, rules.CONTACT)
    context = {
        "form": form,
        "learner": learner,
        "permission": permission,
        "days": rules.days_kept(network, agreed=permission.days if permission else None),
        "words": words_in_each(rules.CONTACT, network),
    }
    return render(request, "learners/learner_contact.html", context)


def words_in_each(purpose: str, network: Network) -> list[tuple[str, str, str]]:
    """The words in which a learner is asked: code and name of each language, and the words in it; that of the page first."""
    languages = sorted(settings.LANGUAGES, key=lambda one: one[0] != translation.get_language())
    told = []
    for code, name in languages:
        with translation.override(code):
            told.append((code, str(name), rules.words_asked(purpose, network)))
    return told


def kept(request: Request, learner: Learner, purpose: str, typed: Mapping[str, str]) -> HttpResponse:
    """Keep what was typed for that purpose, and go back to the learner's page."""
    permission = actions.Permission(purpose, typed[purpose], language=typed["language"], way=typed["way"])
    actions.keep(learner, permission, by=request.member, now=request.now)
    messages.success(request, _("Saved"))
    return back_to(request, learner)


def forgotten(request: Request, learner: Learner, purpose: str, *, said: str) -> HttpResponse:
    """Delete what is kept for that purpose, say so, and go back to the learner's page."""
    actions.forget(learner, purpose, by=request.member, now=request.now)
    messages.success(request, said)
    return back_to(request, learner)
