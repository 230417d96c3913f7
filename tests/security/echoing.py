"""What our web server makes of a request, told back: for tests of headers."""

import json
from typing import Any

from alongside.config import forwarding


def told(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The address and the scheme, as the software hears them."""
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps([environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]]).encode()]


usual = forwarding.behind(told, proxies=1, is_standard=False)
standard = forwarding.behind(told, proxies=1, is_standard=True)
alone = forwarding.behind(told, proxies=0, is_standard=False)
