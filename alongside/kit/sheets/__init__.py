"""Tables that people keep in CSV and Excel files: reading any of them, matching columns, parsing cells, writing safely.

Words: *sheet* (one table of a file), *row* (one line of it, by its number in the file), *heading* (what a column is
called there), *field* (what we want from it), *cell* (the text a person typed). Nothing here knows what a row is about.

`reading.open_sheet` → `columns.match` → `columns.values_of` each row; `writing` is the way back. What cannot be used is
a `SheetProblem` or a `CellProblem`: sentences for the person who made the file.
"""
