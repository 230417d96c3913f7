"""Tokens: what a program shows so that it may act for a member through the API.

A token is bound to one member, and so to one network, and to some scopes. It reaches what its scopes and the member's own
rights both allow. Its secret is shown once; only the hash is kept.

Words: *token*, *secret* (what a program sends), *scope* (one thing a token is for), *revoke* (end it at once).
"""
