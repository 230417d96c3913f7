"""People who sign in: an account is one person with an address, whichever networks they belong to.

Words: *account* (a person who can sign in), *code* (six signs, mailed, good for ten minutes and one use),
*passkey*, *second step* (a code from an authenticator app, asked of coordinators). Leans on django-allauth.
"""
