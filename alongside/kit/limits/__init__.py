"""How often something may be done: so many times in so long, counted in the database, so that it holds for all processes.

Words: *key* (what is counted, for instance who asks for what; kept as a hash only), *window* (the time that begins with the
first attempt).
"""
