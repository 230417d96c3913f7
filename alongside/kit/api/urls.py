"""Where the API is: its description for anybody, its operations for bearers, and nothing else below them."""

import re

from django.urls import URLPattern, path, re_path

from alongside.kit.api.base import ROOT, Api
from alongside.kit.api.views import api_elsewhere, description_of, guarded

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(api: Api) -> list[URLPattern]:
    """Every address of the API, to stand below `ROOT`; whatever else is asked for there is a 404 in the one shape."""
    operations = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    return [
        path("", description_of(api), name="api_description"),
        *[
            URLPattern(
                one.pattern, guarded(one.callback, known=known_by(api, str(one.pattern))), one.default_args, one.name
            )
            for one in operations
        ],
        re_path("", api_elsewhere, name="api_elsewhere"),
    ]


def known_by(api: Api, route: str) -> dict[str, set[str]]:
    """The parameters that each method knows at that route."""
    there = CONVERTER.sub(r"{\1}", route)
    told = api.described["paths"][f"/{ROOT}{there}"]
    return {
        method.upper(): {one["name"] for one in operation["parameters"] if one["in"] == "query"}
        for method, operation in told.items()
    }
