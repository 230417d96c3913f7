"""The outbox: mail is queued in the transaction of the deed, then claimed, sent and marked by the worker.

Words: *letter* (one mail to one person), *uncertain* (handed over when the process died, so that nobody knows whether it
went). A letter is never silently sent twice and never silently missing.
"""
