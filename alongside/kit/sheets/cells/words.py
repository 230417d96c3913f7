"""Numbers and months as people write them out, in English and Welsh."""

NUMBERS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "dim": 0,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
    "dozen": 12,
    "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pum": 5, "pump": 5, "chwe": 6,
    "chwech": 6, "saith": 7, "wyth": 8, "naw": 9, "deg": 10, "deuddeg": 12, "dwsin": 12, "pymtheg": 15, "ugain": 20,
}  # fmt: skip

_MONTHS = (
    "jan january ion ionawr",
    "feb february chwe chwef chwefror",
    "mar march maw mawrth fawrth",
    "apr april ebr ebrill",
    "may mai fai",
    "jun june meh mehefin fehefin",
    "jul july gor gorff gorffennaf orffennaf",
    "aug august aws awst",
    "sep sept september med medi fedi",
    "oct october hyd hydref",
    "nov november tac tach tachwedd dachwedd",
    "dec december rha rhag rhagfyr ragfyr",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

AROUND = (
    "about", "approximately",
    "approx.", "approx", "around", "roughly", "circa", "c.", "ca.", "nearly", "almost", "some",
    "at least", "over", "more than", "up to", "tua", "oddeutu", "rhyw", "dros", "o leiaf", "est.", "est", "~", "≈", "c",
)  # fmt: skip


def without_around(text: str) -> tuple[str, bool]:
    """The text without a leading “about”, and whether there was one."""
    for word in AROUND:
        rest = text.removeprefix(word)
        if rest != text and (not word.isalpha() or rest[:1] in " 0123456789"):
            return rest.strip(), True
    return text, False
