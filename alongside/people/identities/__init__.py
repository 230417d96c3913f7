"""Identities: a network's own single sign-on, by OpenID Connect.

A network can name one provider: the sign-in of the organisation that runs it. The provider vouches for a person, by a name of
its own that never changes. The first time it must vouch for an address that belongs to the network as well; from then on the
name alone counts. A session opened so reaches that network and nothing else.

Words: *provider* (whoever vouches), *issuer* (its address), *subject* (its name for a person), *identity* (a subject tied to a
member), *vouched* (of a session: opened on the provider's word), *generation* (goes up when all such sessions must end).
"""
