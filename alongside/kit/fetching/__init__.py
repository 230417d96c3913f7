"""Asking a server of somebody else's choosing, guarded: over https only, at public addresses, nothing large, nothing slow.

Words: *asking* (one request and its answer), *public address* (one that belongs to no network of ours; others only where the
operator says so), *patience* (how long all of one asking may take), *turn* (so many askings at a time for one network).
"""
