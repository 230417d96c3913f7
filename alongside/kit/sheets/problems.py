"""What can be wrong with a file or a cell, said to the person who made it."""

from alongside.kit.verdict import Refused


class SheetProblem(Refused):
    """A file, or a row of it, cannot be used: a sentence with the remedy, the row's number and the column's heading."""

    def __init__(self, message: str, *, row: int | None = None, column: str = "") -> None:
        super().__init__(message)
        self.message = self.reason
        self.row = row
        self.column = column


class CellProblem(Refused):
    """A cell cannot be understood: a sentence that says what is wrong and what to type instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = self.reason
