"""The API base: what programs may ask, in one shape for answers and one for errors, described in OpenAPI 3.1.

A package's `api.py` declares its operations on a `ninja.Router`: each names the scope that its token needs with
`auth=Bearer("read:figures")`, and every status it can answer with by `response=answers(What)`. `config/api.py` joins them.

Words: *bearer* (whoever carries a token), *scope* (what a token is for), *failure* (an answer that is an error).
"""
