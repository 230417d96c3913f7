"""T27: ten guesses are ten guesses, however many processes answer, and after a restart."""

import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError

from tests.journeys.installation import Installation, wait_for

PEOPLE = """
from django.utils import timezone
from alongside.people.accounts import actions
gwen = actions.open_account("gwen@example.org", name="Gwen", now=timezone.now())
actions.choose_password(gwen, password="three words together 47", now=timezone.now())
1
"""


def answers(base: str) -> bool:
    try:
        return urllib.request.urlopen(base, timeout=5).status == 200
    except HTTPError:
        return True
    except OSError:
        return False


def guess(base: str, password: str) -> str:
    """What the page says to that password: wrong, closed, or in."""
    opener = urllib.request.build_opener(CustomCookies())
    page = opener.open(f"{base}/account/login/password/").read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    typed = {"csrfmiddlewaretoken": token[1], "login": "gwen@example.org", "password": password}
    answer = opener.open(f"{base}/account/login/password/", urllib.parse.urlencode(typed).encode())
    said = answer.read().decode()
    return "closed" if "too many tries" in said else "wrong" if "password is wrong" in said else "in"


class CustomCookies(urllib.request.HTTPCookieProcessor):
    """Sends our secure cookies over plain HTTP on this machine, as browsers do."""

    def __init__(self) -> None:
        super().__init__(CookieJar())

    def http_request(self, request):
        kept = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookiejar)
        if kept:
            request.add_unredirected_header("Cookie", kept)
        return request


def test_guesses_are_counted_by_all_processes_and_after_a_restart(tmp_path: Path):
    place = Installation(tmp_path, ALONGSIDE_PROCESSES="4").migrate()
    base = f"http://127.0.0.1:{place.port}"
    try:
        place.ask(PEOPLE)
        server = place.start("serve")
        wait_for(lambda: answers(base), seconds=60)
        with ThreadPoolExecutor(max_workers=8) as pool:
            said = list(pool.map(lambda place: guess(base, f"wrong wrong wrong {place}"), range(24)))
        assert 1 <= said.count("wrong") <= 10
        assert said.count("wrong") + said.count("closed") == 24

        server.terminate()
        server.wait(30)
        place.start("serve")
        wait_for(lambda: answers(base), seconds=60)

        assert guess(base, "three words together 47") == "closed"
    finally:
        place.end()
