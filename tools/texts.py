"""The texts that people see and their translations: `update` finds them, `compile` makes them readable, `check` judges.

Each package keeps its own Welsh in `locale/cy/LC_MESSAGES/django.po`. Babel does the work, so gettext is not needed.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("cy",)
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
OPTIONS = {
    "**/templates/**.html": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"},
    "**/templates/**.txt": {"trimmed": "true"},
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def packages() -> list[Path]:
    """Every folder that keeps its own texts: a package of a floor or a wing, a tool of kit, and config."""
    found = sorted(p.parent for p in (ROOT / "alongside").glob("*/*/__init__.py"))
    return [ROOT / "alongside" / "config", *found]


def found_in(package: Path) -> Catalog:
    """The texts that the package's code and pages hold now."""
    catalog = Catalog()
    entries = extract_from_dir(
        str(package), METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for name, line, text, comments, context in entries:
        catalog.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def path_of(package: Path, language: str) -> Path:
    """Where the package keeps that language."""
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def kept_in(package: Path, language: str) -> Catalog:
    """The translations as the package has them; empty when it has none."""
    path = path_of(package, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def update() -> int:
    """Bring every package's file up to date, keeping what is translated."""
    for package in packages():
        template = found_in(package)
        for language in LANGUAGES:
            catalog = kept_in(package, language)
            catalog.update(template, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            if len(catalog):
                write(catalog, path_of(package, language))
    return check()


def write(catalog: Catalog, path: Path) -> None:
    """The file without dates and places, so that a change shows only what changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.fuzzy = False
    kept = Catalog(locale=catalog.locale, fuzzy=False, header_comment="#", project="Alongside", version="1")
    for message in sorted((m for m in catalog if m.id), key=lambda m: (str(m.id), m.context or "")):
        kept.add(
            message.id,
            message.string,
            auto_comments=message.auto_comments,
            user_comments=message.user_comments,
            context=message.context,
            flags=message.flags - {"fuzzy"},
        )
    buffer = BytesIO()
    write_po(buffer, kept, width=120, omit_header=True, sort_output=False)
    plural = catalog.plural_forms
    lines = (f"Language: {catalog.locale}", "Content-Type: text/plain; charset=utf-8", f"Plural-Forms: {plural}")
    head = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"
    path.write_text(head + buffer.getvalue().decode().strip() + "\n")


def compile_all() -> int:
    """A binary file beside each translation."""
    for path in (ROOT / "alongside").glob("**/locale/*/LC_MESSAGES/django.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parent.parent.name, domain="django"))
    return 0


def is_translated(message: Message) -> bool:
    """Whether every form of the text has its words."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def shortcomings() -> list[str]:
    """What lacks in any language: texts without their words, and texts that nobody uses any more."""
    short = []
    for package in packages():
        wanted = {(m.id, m.context) for m in found_in(package) if m.id}
        for language in LANGUAGES:
            kept = {(m.id, m.context): m for m in kept_in(package, language) if m.id}
            name = package.relative_to(ROOT)
            short += [
                f"{name}: no {language} for {text!r}"
                for text, c in wanted
                if (text, c) not in kept or not is_translated(kept[text, c])
            ]
            short += [f"{name}: nobody uses {text!r}" for text, c in kept if (text, c) not in wanted]
    return sorted(short)


def check() -> int:
    """Print what lacks; the exit status says whether anything does."""
    short = shortcomings()
    sys.stdout.write("".join(f"{line}\n" for line in short[:40]))
    if short:
        sys.stdout.write(f"{len(short)} texts want attention: `make texts` lists them in the .po files.\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit({"update": update, "compile": compile_all, "check": check}[sys.argv[1]]())
