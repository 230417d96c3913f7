"""Addresses with planted faults: the tests of security must catch every one of them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from alongside.config.urls import urlpatterns as honest
from alongside.helping.sessions.models import Session
from alongside.people.networks.access import members_only, public
from alongside.people.networks.models import Network


@members_only
def any_session(request, session_id):
    """Shows any session of any network to any member."""
    return HttpResponse(get_object_or_404(Session, pk=session_id).note)


@members_only
def tells_apart(request, session_id):
    """Shows nothing, and says so in another way when the session is there."""
    return HttpResponse("Not yours." if Session.objects.filter(pk=session_id).exists() else "", status=404)


@members_only
def looks_closer(request, session_id):
    """Shows nothing, in the same words always, but finds the session before it sees whose it is."""
    session = get_object_or_404(Session, pk=session_id)
    return HttpResponse(get_object_or_404(Session, pk=session.pk, network=request.network).note)


@public
def open_door(request):
    """Shows a page of the network to anybody who comes."""
    return HttpResponse(request.network.name)


@members_only
def counts_visits(request):
    """Changes something when it is only looked at."""
    Network.objects.filter(pk=request.network.pk).update(introduction=f"{request.now} {id(request)}")
    return HttpResponse("Welcome.")


urlpatterns = [
    *honest,
    path("n/<slug:network>/any/<int:session_id>/", any_session, name="any_session"),
    path("n/<slug:network>/apart/<int:session_id>/", tells_apart, name="tells_apart"),
    path("n/<slug:network>/closer/<int:session_id>/", looks_closer, name="looks_closer"),
    path("n/<slug:network>/door/", open_door, name="open_door"),
    path("n/<slug:network>/visits/", counts_visits, name="counts_visits"),
]
