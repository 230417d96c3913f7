"""What people did: one deed after another, never changed, each sealed with the one before.

Words: *deed* (who did what to which thing, and when), *chain* (the deeds of one network, in order), *seal* (the hash
that binds a deed to all before it). `record` writes one in the transaction of the action; `verify` checks a chain.
"""
