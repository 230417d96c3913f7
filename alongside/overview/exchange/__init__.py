"""Imports and exports: real spreadsheets in, everything out.

Words: *kind* (what a file is about: places, champions, sessions, districts), *run* (one file on its way in, and what came of
it), *column* and *field* (as in kit.sheets), *finding* (something wrong with a row: a *problem*, for which the row cannot be
used, or a *remark*, for which a cell of it is left empty), *plan* (what a run would do with each row; a dry run stops there),
*change* (a row of ours that a run made or altered, with what it said before, so that the run can be undone).

Leans on kit.sheets for reading, on the actions of sessions for logging many at once. One way in for pages and commands.
"""
