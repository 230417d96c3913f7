"""Changing a record without losing anybody's words: two people who edit one record at once both see both texts.

Words: *version* (a fingerprint of the fields that a form edits, as the person saw them), *edit* (what a form would put there, and
the version it started from), *changed* (the refusal of an edit that started from something older).

An edit form extends `edit_form.EditForm`; the view hands `form.edit()` to an action; the action locks the row, calls
`versions.take(row, edit)` and saves the fields that come back.
"""
