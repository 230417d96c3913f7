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


def test_kept_draws_anew_when_something_was_typed():
    first = fragments.kept("a form", caller=lambda: "<p>empty</p>", when=True)
    typed = fragments.kept("a form", caller=lambda: "<p>typed</p>", when=False)
    again = fragments.kept("a form", caller=lambda: "<p>never</p>", when=True)

    assert (first, typed, again) == ("<p>empty</p>", "<p>typed</p>", "<p>empty</p>")


class Busy(dict[object, object]):
    """What is kept while another thread keeps something, just after anybody began to go through it."""

    def __iter__(self):
        begun = super().__iter__()
        self[len(self), "of another thread"] = "x"
        return begun


def test_kept_forgets_the_oldest_while_another_thread_keeps(monkeypatch):
    monkeypatch.setattr(fragments, "_kept", Busy.fromkeys(range(fragments.MOST + 3), "x"))

    fragments.kept("new", caller=lambda: "x")

    assert len(fragments._kept) == fragments.MOST
