"""Sealing what must not stand readable in the database, such as the secret that an authenticator app shares with us.

Words: *box* (a text as only this installation can read it again), *purpose* (what it was sealed for; it opens for nothing else).
"""
