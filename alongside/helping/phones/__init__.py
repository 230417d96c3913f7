"""Logging where there is no network: what a phone keeps, and how it comes in later, exactly once.

Words: *phone key* (a pair of keys of one member: the phone holds the public half and can only lock with it, the private half
stays here), *sealed* (locked on the phone: an entry that nobody can read there, the champion included), *offer* (what the log form
needs without a network: the champion's own people by code, pick-lists), *parcel* (up to 50 sealed entries sent at once).
"""
