from html.parser import HTMLParser

from django.utils import translation

from alongside.kit.mail import letters


class Reader(HTMLParser):
    """Collects the tags and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data.strip())


def a_letter(**more) -> letters.Draft:
    words = letters.Words(
        "Your code", ["Hello Bea.", "Type this code."], code="123456", after=["It lasts ten minutes."], **more
    )
    return letters.draft(words, kind="code", key="code:1", to="bea@example.org")


def test_draft_says_the_same_in_plain_words_and_in_html():
    draft = a_letter(label="Open", address="https://example.org/x/")

    assert draft.text == (
        "Hello Bea.\n\nType this code.\n\n    123456\n\nOpen:\nhttps://example.org/x/\n\nIt lasts ten minutes.\n\n-- \nAlongside\n"
    )
    told = Reader(draft.html)
    assert [word for word in told.words if word] == [
        "Your code",
        "Alongside",
        "Hello Bea.",
        "Type this code.",
        "123456",
        "Open",
        "https://example.org/x/",
        "It lasts ten minutes.",
    ]


def test_draft_escapes_what_a_person_typed():
    """T39: a name is never markup in a mail, and plain words stay as they are."""
    name = "<a href=//evil>&"
    words = letters.Words("Hello", [f"Hello {name}."], sender=name)

    draft = letters.draft(words, kind="code", key="code:1", to="bea@example.org")

    assert f"Hello {name}." in draft.text
    assert "a" not in [tag for tag, _ in Reader(draft.html).tags]
    assert f"Hello {name}." in Reader(draft.html).words


def test_draft_names_its_language():
    with translation.override("cy"):
        draft = a_letter()

    assert ("html", {"lang": "cy"}) in Reader(draft.html).tags
