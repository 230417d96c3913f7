"""A believable network to try things in, and the start of a new installation.

Words: *cast* (Ama, Bea, Cai and Eve, who are in every demo), *scale* (how big a demo is). Everybody in a demo is invented.
"""
