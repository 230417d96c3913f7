"""Charts and figures as small pictures with words: geometry worked out here, drawn by the macros in templates/charts.

Words: *figure* (a number with what it means and where it comes from), *source* (measured, stated, estimated, imported).
"""
