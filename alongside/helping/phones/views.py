"""What a phone asks for so that the log form can stand on its home screen."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.people.networks.access import Request, address, public


@require_safe
@public
@cache_control(public=True, max_age=0, must_revalidate=True)
def worker(_request: Request) -> HttpResponse:
    """The service worker, from one address for ever, so that a phone finds its newer version."""
    with staticfiles_storage.open("phones/worker.js") as script:
        return HttpResponse(script.read(), content_type="text/javascript")


@require_safe
@public
def manifest(request: Request) -> JsonResponse:
    """What the network's log form is called on a home screen, how it looks there, and where it begins."""
    icons = [
        {"src": static(f"kit/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    body = {
        "name": request.network.name,
        "short_name": _("Log help"),
        "start_url": address(request, "sessions:session_log"),
        "scope": address(request, "home:home"),
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": request.network.brand,
        "icons": icons,
    }
    response = JsonResponse(body, content_type="application/manifest+json")
    response["Cache-Control"] = f"{'public' if request.network.is_public else 'private'}, max-age=3600"
    return response
