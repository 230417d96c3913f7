from django.utils import translation
from markupsafe import Markup

from alongside.kit.pages import fragments


def test_kept_draws_once_for_each_key_and_language():
    drawn = []

    def draw() -> str:
        drawn.append(translation.get_language())
        return f"<p>{len(drawn)}</p>"

    with translation.override("en"):
        first, again = fragments.kept("a test", 1, caller=draw), fragments.kept("a test", 1, caller=draw)
        other = fragments.kept("a test", 2, caller=draw)
    with translation.override("cy"):
        welsh = fragments.kept("a test", 1, caller=draw)

    assert (first, again, other, welsh) == ("<p>1</p>", "<p>1</p>", "<p>2</p>", "<p>3</p>")
    assert isinstance(first, Markup)


def test_kept_forgets_the_oldest(monkeypatch):
    monkeypatch.setattr(fragments, "_kept", {})
    for number in range(fragments.MOST + 5):
        fragments.kept(number, caller=lambda: "x")

    assert len(fragments._kept) == fragments.MOST
