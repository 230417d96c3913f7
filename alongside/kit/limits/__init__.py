"""How often something may be done: so many times in so long, counted in the database, so that it holds for all processes.

Words: *key* (what is counted, for instance who asks for what; kept as a hash only), *limit* (so many in so long, in any stretch of
that time), *moment* (when it was done; up to a hundred are kept exactly, more in steps of a hundredth of the time).
"""
