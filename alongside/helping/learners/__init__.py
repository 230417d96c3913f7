"""Learners: the people who are helped. Nameless by default: a nickname or card code that means something to one champion only.

Words: *learner*, *code* (nickname or card code, local to the champion), *consent* (recorded permission to keep a name).
"""
