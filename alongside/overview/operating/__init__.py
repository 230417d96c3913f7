"""What an operator does: serve, see that all is well, back up and restore.

Words: *finding* (one thing looked at, fine or wrong), *stamp* (what tells that a database is up to date).
"""
