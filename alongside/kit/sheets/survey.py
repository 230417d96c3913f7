"""Going once over the XML of an Excel file: how far its sheets reach, how much text they repeat, what lacks a value."""

import re
from array import array
from collections.abc import Callable
from xml.parsers import expat

from django.utils.translation import gettext as _

from alongside.kit.sheets.limits import Limits
from alongside.kit.sheets.problems import SheetProblem

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
VALUES = frozenset(("v", "is"))
MOST_FLAWS = 1_000

Attributes = dict[str, str]


def column_number(letters: str) -> int:
    """Which column the letters mean: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class SheetPart:
    """What one worksheet's XML says of its cells."""

    def __init__(self, parser: expat.XMLParserType, *, listens: bool = False) -> None:
        self.columns: set[str] = set()  # the letters of every column that is filled
        self.first_row = 0
        self.last_row = 0
        self.shared = 0  # how many cells show a shared text
        self.texts = array("I")  # which one each of them shows, if the part was listened to
        self.flaws: dict[int, str] = {}
        self._parser = parser
        self._listens = listens
        self._tags: dict[str, str] = {}
        self._known: set[str] = set()
        self._digits = ""
        self._row = 0
        self._column = ""
        self._type: str | None = None
        self._formula = False
        self._value = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take note of a cell, its formula, its value; called for every element, so it is written for speed."""
        name = self._tags.get(tag) or self._tags.setdefault(tag, tag.rpartition(" ")[2])
        if self._formula and name in {"c", "row"}:
            self._note_formula()
        if name == "c":
            self._type = attributes.get("t")
            self._place(attributes.get("r"))
        elif name in VALUES:
            self._fill(name)
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._digits, self._column = "", ""
        elif name == "si":
            raise ValueError(tag)

    def finish(self) -> None:
        """Take note of the last cell."""
        if self._formula:
            self._note_formula()

    def _place(self, place: str | None) -> None:
        """Where the cell stands; without a word of it, right of the one before."""
        if place is None:
            self._column = _next_column(self._column)
            return
        self._column = place.rstrip("0123456789")
        digits = place[len(self._column) :]
        if digits != self._digits or self._column not in self._known:
            if not PLACE.fullmatch(place):
                raise ValueError(place)
            self._known.add(self._column)
            self._digits, self._row = digits, int(digits)

    def _fill(self, name: str) -> None:
        self.columns.add(self._column)
        self._formula = False
        self.last_row = max(self.last_row, self._row)
        if not 0 < self.first_row <= self._row:
            self.first_row = self._row
        if self._type == "s" and name == "v":
            self.shared += 1
            if self._listens:
                self._listen()
        elif self._type == "e":
            self._flaw(
                _("%(place)s holds an error of the spreadsheet, such as #REF!. Correct its formula or type the value.")
            )

    def _note_formula(self) -> None:
        self._formula = False
        self._flaw(
            _(
                "%(place)s holds a formula that was never worked out. "
                "Open the file in Excel or LibreOffice and save it again."
            )
        )

    def _flaw(self, sentence: str) -> None:
        if len(self.flaws) < MOST_FLAWS:
            self.flaws.setdefault(self._row, sentence % {"place": f"{self._column}{self._row}"})

    def _listen(self) -> None:
        self._value = ""
        self._parser.CharacterDataHandler = self._hear
        self._parser.EndElementHandler = self._end_value

    def _hear(self, text: str) -> None:
        self._value += text

    def _end_value(self, _tag: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        self.texts.append(min(int(self._value), (1 << 32) - 1))


def _next_column(letters: str) -> str:
    """The column after that one."""
    number, made = column_number(letters) + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(65 + rest) + made
    return made


def _parser() -> expat.XMLParserType:
    """A parser that tells apart the names of elements and the spaces they come from."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    return parser


def _refuse_disguise(tag: str, _attributes: Attributes) -> None:
    """Refuse a part that is not called a sheet or a table of texts, but would be read as one."""
    if tag.endswith((" sheetData", " si")) or tag in {"sheetData", "si"}:
        raise ValueError(tag)


class Survey:
    """What all parts of an Excel file hold together, gathered while they are copied."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: dict[str, SheetPart] = {}
        self.relations: dict[str, dict[str, str]] = {}  # of each .rels part, what each id points to
        self.ids: dict[str, str] = {}  # the relation of each worksheet by name
        self._limits = limits
        self._lengths = array("I")  # characters of each shared text
        self._tables = 0
        self._name = ""

    def parser_for(self, name: str) -> expat.XMLParserType:
        """A parser to which the part's bytes are fed; it refuses any document type, so no entity can be declared."""
        parser = _parser()
        self._name = name
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: self._open(parser, tag, attributes)
        return parser

    def _open(self, parser: expat.XMLParserType, tag: str, _attributes: Attributes) -> None:
        """Look at the part's first element, which says what the part is, and listen accordingly."""
        root = tag.rpartition(" ")[2]
        if root == "worksheet":
            sheet = self.sheets[self._name] = SheetPart(parser)
            parser.StartElementHandler = sheet.start
        elif root == "sst":
            self._tables += 1
            parser.StartElementHandler = self._shared
            parser.CharacterDataHandler = self._count_text
        elif root == "workbook":
            parser.StartElementHandler = self._workbook
        elif root == "Relationships":
            self.relations[self._name] = {}
            parser.StartElementHandler = self._relation
        else:
            parser.StartElementHandler = _refuse_disguise

    def _refuse_doctype(self, *_parts: object) -> None:
        raise SheetProblem(
            _(
                "This Excel file declares parts outside itself, which spreadsheets never do. It was not opened. "
                "Save the sheet you need as CSV and choose that file."
            )
        )

    def _shared(self, tag: str, _attributes: Attributes) -> None:
        if tag.endswith(" si"):
            self._lengths.append(0)
        elif tag.endswith(" sheetData"):
            raise ValueError(tag)

    def _count_text(self, text: str) -> None:
        if self._lengths:
            self._lengths[-1] += len(text)

    def _workbook(self, tag: str, attributes: Attributes) -> None:
        if tag.endswith(" sheet"):
            ids = [value for key, value in attributes.items() if key.endswith(" id")]
            self.ids[attributes.get("name", "")] = "".join(ids)

    def _relation(self, _tag: str, attributes: Attributes) -> None:
        self.relations[self._name][attributes.get("Id", "")] = attributes.get("Target", "")

    def insist(self, reread: Callable[[str], bytes]) -> None:
        """Refuse sheets that reach too far or repeat too much text; `reread` gives a part's bytes by name."""
        if self._tables > 1:
            raise ValueError(self._tables)
        most, longest = 2 * self._limits.unpacked, max(self._lengths, default=0)
        for name, sheet in self.sheets.items():
            sheet.finish()
            self._insist_on_reach(sheet)
            # Only where it could be too much is it worth the time to add up which text each cell shows.
            if sheet.shared * longest > most and self._shown(reread(name)) > most:
                raise SheetProblem(
                    _("This Excel file holds too much text. Take out long columns, or split it, and try again.")
                )

    def _shown(self, content: bytes) -> int:
        """How many characters of shared texts all cells of a worksheet show together."""
        parser = _parser()
        sheet = SheetPart(parser, listens=True)
        parser.StartElementHandler = sheet.start
        parser.Parse(content, True)
        if any(at >= len(self._lengths) for at in sheet.texts):
            raise ValueError(self._name)
        return sum(self._lengths[at] for at in sheet.texts)

    def _insist_on_reach(self, sheet: SheetPart) -> None:
        rows = sheet.last_row - sheet.first_row + 1
        columns = [column_number(letters) for letters in sheet.columns] or [0]
        if rows * (max(columns) - min(columns) + 1) <= self._limits.cells:
            return
        raise SheetProblem(
            _(
                "The cells of this workbook reach to row %(row)s and across %(columns)s columns, "
                "which is too far to be read. "
                "Delete the stray cells at its far end, or split it into several files."
            )
            % {"row": f"{sheet.last_row:,}", "columns": f"{max(columns):,}"}
        )

    def flaws_of(self, name: str) -> dict[int, str]:
        """What is wrong with rows of the worksheet of that name, by row number."""
        targets = [relations.get(self.ids.get(name, ""), "") for relations in self.relations.values()]
        ends = tuple(target.lstrip("./").removeprefix("xl/") for target in targets if target)
        return next((sheet.flaws for part, sheet in self.sheets.items() if ends and part.endswith(ends)), {})
