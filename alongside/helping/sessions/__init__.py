"""Sessions: one occasion of help, recorded in seconds.

Words: *session* (one occasion of help), *tally* (a session recorded with a head-count only), *attendance* (one learner at one
session), *helper* (a champion at a session; the first one leads), *topic* (what it was about), *practice* (one task of a
framework, done with help or alone, or tried and not reached), *key* (an id made on the phone, unique for ever),
*held* (a second, different body that came in under a key already used: a person looks at it).
"""
