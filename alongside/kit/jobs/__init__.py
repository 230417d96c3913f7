"""Work that nobody waits for: tasks, things done by the clock, and the one process that does them.

Words: *task* (something a page left to be done, kept in the database), *timer* (something done by the clock), *worker* (the
process), *heartbeat* (the worker's sign of life), *lease* (the right to do something alone, for a while).
"""
