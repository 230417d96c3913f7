"""All operations of the API together, and their description."""

from collections.abc import Mapping, Set
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from alongside.kit.api.bearers import Nobody
from alongside.kit.api.failures import Invalid, handle, said_of

ROOT = "api/"


class Api(NinjaAPI):
    """All operations together. One that does not say which scope it needs answers nobody."""

    def __init__(self, *, description: str) -> None:
        super().__init__(
            title="Alongside",
            version="1",
            description=description,
            openapi_url=None,
            docs_url=None,
            urls_namespace="api",
            auth=Nobody(),
        )
        handle(self)

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """An empty answer to fill; ninja asks for it after the token and before the parameters.

        A parameter that the operation does not know is refused here, since ninja leaves it aside.
        """
        known: Mapping[str, Set[str]] = (
            getattr(request.resolver_match.func, "known", {}) if request.resolver_match else {}
        )
        unknown = set(request.GET) - known.get(str(request.method), set())
        if unknown:
            raise Invalid({name[:100]: said_of({"type": "extra_forbidden"}) for name in sorted(unknown)[:20]})
        return super().create_temporal_response(request)

    @cached_property
    def described(self) -> OpenAPISchema:
        """The description in OpenAPI 3.1."""
        return self.get_openapi_schema(path_prefix=f"/{ROOT}")
