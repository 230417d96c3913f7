"""Small files as they are found in the wild, each with what must become of it; made here, so that nothing is stored."""

from typing import NamedTuple

TABLE = (("Name", "Town", "People"), ("Siân", "Llanelli", "3"), ("Zoë", "Leeds", "4"))
LATIN = (("Name", "Town", "Note"), ("Siân", "Café £5", "naïve – “yes”"))
WELSH = (("Enw", "Tref"), ("Siân Ŵyn", "Tŷ Gŵyr"))


class Nasty(NamedTuple):
    """A file's bytes and its rows as lists of cells, or a part of the sentence that refuses it and the row it names."""

    name: str
    content: bytes
    rows: tuple[tuple[str, ...], ...] = ()
    headings: tuple[str, ...] = ()
    refusal: str = ""
    at_row: int | None = None


def text_of(table, *, separator=",", end="\r\n"):
    return "".join(separator.join(row) + end for row in table)


def good(name, content, *, table=TABLE):
    return Nasty(name, content, rows=table[1:], headings=table[0])


def bad(name, content, refusal, *, at_row=None):
    return Nasty(name, content if isinstance(content, bytes) else content.encode(), refusal=refusal, at_row=at_row)


def read(name, content, *rows, headings):
    return Nasty(name, content if isinstance(content, bytes) else content.encode(), rows=rows, headings=headings)


SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
ENDS = {"crlf": "\r\n", "lf": "\n", "cr": "\r"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "iso8859-15")

EVERY_ENCODING = [
    good(f"{encoding}, {name}", text_of(TABLE, separator=sign).encode(encoding))
    for encoding in ENCODINGS
    for name, sign in SEPARATORS.items()
]
EVERY_END = [
    good(f"ends {name}, {separator}", text_of(TABLE, separator=sign, end=end).encode())
    for name, end in ENDS.items()
    for separator, sign in SEPARATORS.items()
]
ENCODED = [
    good("windows quotes", text_of(LATIN).encode("cp1252"), table=LATIN),
    good("old mac", text_of(LATIN, end="\r").encode("mac_roman"), table=LATIN),
    good("celtic", text_of(WELSH).encode("iso8859-14"), table=WELSH),
    good("dos", text_of(TABLE).encode("cp850")),
    good("utf-16 be with mark", b"\xfe\xff" + text_of(TABLE, separator="\t").encode("utf-16-be")),
    read(
        "utf-8 and windows mixed",
        "Name,Town\r\nSiân,Tŷ Gwyn\r\n".encode() + "Zoë,Leeds\r\n".encode("cp1252"),
        ("Siân", "Tŷ Gwyn"),
        ("Zoë", "Leeds"),
        headings=("Name", "Town"),
    ),
]
SHAPES = [
    good("no last end", text_of(TABLE).encode().rstrip()),
    good("mixed ends", "Name,Town,People\r\nSiân,Llanelli,3\nZoë,Leeds,4\r".encode()),
    good("empty rows", "\r\n\r\nName,Town,People\r\n,,\r\nSiân,Llanelli,3\r\n\r\nZoë,Leeds,4\r\n,,\r\n,,\r\n".encode()),
    good("empty trailing columns", "Name,Town,People,,,\r\nSiân,Llanelli,3,,,\r\nZoë,Leeds,4,,,\r\n".encode()),
    good("title rows", "Champions\nOn,12/03/2026,\n\nName,Town,People\nSiân,Llanelli,3\nZoë,Leeds,4\n".encode()),
    good(
        "title with commas",
        "Champions, Wales, 2026;;\r\nName;Town;People\r\nSiân;Llanelli;3\r\nZoë;Leeds;4\r\n".encode(),
    ),
    good("separator told", "sep=;\r\nName;Town;People\r\nSiân;Llanelli;3\r\nZoë;Leeds;4\r\n".encode()),
    good("separator told, marked", "\ufeffsep=;\nName;Town;People\nSiân;Llanelli;3\nZoë;Leeds;4\n".encode()),
    good("all quoted", '"Name","Town","People"\n"Siân","Llanelli","3"\n"Zoë","Leeds","4"\n'.encode()),
    good("space before quotes", '"Name", "Town", "People"\n"Siân", "Llanelli", "3"\n"Zoë", "Leeds", "4"\n'.encode()),
    good("space after quotes", '"Name" ,"Town" ,"People"\n"Siân" ,"Llanelli" ,"3" \n"Zoë" ,"Leeds" ,"4"\n'.encode()),
    good("spaces around", " Name , Town , People \n Siân , Llanelli , 3 \n\tZoë\t,Leeds , 4\n".encode()),
    read(
        "newline in a cell",
        'Name,Note\r\nBea,"one\r\ntwo"\r\nCai,x\r\n',
        ("Bea", "one\ntwo"),
        ("Cai", "x"),
        headings=("Name", "Note"),
    ),
    read("newline in a heading", '"Name\n(full)",Note\nBea,x\n', ("Bea", "x"), headings=("Name (full)", "Note")),
    read("comma in a cell", 'Name,Note\nBea,"one, two"\n', ("Bea", "one, two"), headings=("Name", "Note")),
    read(
        "quotes in a cell",
        'Name,Note\nBea,"say ""hi"", twice"\n',
        ("Bea", 'say "hi", twice'),
        headings=("Name", "Note"),
    ),
    read("inch in a bare cell", 'Name,Note\nBea,5" screen\n', ("Bea", '5" screen'), headings=("Name", "Note")),
    read(
        "decimal commas",
        "Name;Hours;Rate\nBea;1,5;2,5\nCai;2,5;3,5\n",
        ("Bea", "1,5", "2,5"),
        ("Cai", "2,5", "3,5"),
        headings=("Name", "Hours", "Rate"),
    ),
    read(
        "one column",
        "E-mail\nbea@example.org\ncai@example.org\n",
        ("bea@example.org",),
        ("cai@example.org",),
        headings=("E-mail",),
    ),
    read("headings alone", "Name,Town\n", headings=("Name", "Town")),
    read(
        "short rows",
        "Name,Town,People\nBea\nCai,Leeds\n",
        ("Bea", "", ""),
        ("Cai", "Leeds", ""),
        headings=("Name", "Town", "People"),
    ),
    read(
        "duplicate headings", "Name,Notes,Notes\nBea,a,b\n", ("Bea", "a", "b"), headings=("Name", "Notes", "Notes (2)")
    ),
    read("heading missing", "Name,,Town\nBea,x,Leeds\n", ("Bea", "x", "Leeds"), headings=("Name", "Column B", "Town")),
    read("year headings", "Place,2024,2025\nLeeds,3,4\n", ("Leeds", "3", "4"), headings=("Place", "2024", "2025")),
    read(
        "guarded cells",
        "Name,Phone\nBea,'+447700900123\nCai,''=x\nDev,'tis\n",
        ("Bea", "+447700900123"),
        ("Cai", "'=x"),
        ("Dev", "'tis"),
        headings=("Name", "Phone"),
    ),
    read("emoji and right to left", "Name,Note\n👩‍🦳,\u202eabc\n", ("👩‍🦳", "\u202eabc"), headings=("Name", "Note")),
    read("combining letters", "Name,Note\nSia\u0302n,x\n", ("Sia\u0302n", "x"), headings=("Name", "Note")),
]
DAMAGED = [
    bad("unclosed quote", 'Name,Note\nBea,x\nCai,"never closed\nDev,y\nEve,z\n', "never closed", at_row=3),
    bad(
        "quote that swallows",
        'Name,Town,Note\nBea,Leeds,x\nCai,"York,y\nDev,Hull,z\nEve,Bath,"\n',
        "never closed",
        at_row=3,
    ),
    bad("stray quote", 'Name,Note\nBea,"the "old" one"\n', "middle of a quoted cell", at_row=2),
    bad("NUL", "Name,Note\nBea,x\0y\n", "NUL", at_row=2),
    bad("NUL tail", b"Name,Note\nBea,x\n" + b"\0" * 50, "NUL", at_row=3),
    bad("long cell", "Name,Note\nBea," + "x" * 200_000 + "\n", "too long", at_row=2),
    bad("long line", "Name,Note\nBea," + "x" * 2_000_000 + "\n", "too long", at_row=2),
    bad("long unclosed quote", 'Name,Note\nBea,"' + "line\n" * 60_000, "never closed", at_row=2),
    bad("nothing", b"", "nothing in this file"),
    bad("only a mark", b"\xef\xbb\xbf", "nothing in this file"),
    bad("only separators", b",,,\r\n,,,\r\n", "nothing in this file"),
    bad("cut in a UTF-16 letter", text_of(TABLE).encode("utf-16")[:-1], "cannot be read as text"),
    bad("half a pair in UTF-16", b"\xff\xfeN\0,\0T\0\n\0\x00\xd8,\0x\0\n\0", "cannot be read as text"),
    bad("10,000 columns", ",".join(f"c{n}" for n in range(10_000)) + "\n", "10,000 columns; at most 1,000", at_row=1),
    bad("web page", b"<!DOCTYPE html><table><tr><td>Name</td></tr></table>", "not a spreadsheet"),
    bad("table of a web page", b"\n<table><tr><td>Name</td></tr></table>", "not a spreadsheet"),
    bad("pdf", b"%PDF-1.7\n", "not a spreadsheet"),
    bad("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old kind"),
    bad("locked Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
]

CORPUS = [*EVERY_ENCODING, *EVERY_END, *ENCODED, *SHAPES, *DAMAGED]
