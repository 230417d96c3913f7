"""What the foot of every page leads to: help, how accessible this is, what is kept about people.

Words: *notice* (a page that everybody may read and that says how things are). Texts only: nothing is stored here.
"""
