"""Figures about help, kept up to date in the same transaction as the session they count.

Words: *figure* (the counts of one scope in one period), *scope* (what is counted: the network, a champion, a team, an
organisation with its parts, a district, a project, a topic), *period* (a month, a calendar quarter, a calendar year, a financial
year from April, or everything), *people* (distinct learners), *new people* (those whose first help within the scope falls in the
period), *contacts* (attendances), *headcount* (people counted in tallies without being known), *minutes* (champions' time:
a session of an hour by two champions is two hours), *measured, stated, estimated, imported* (where a count comes from; a
person counts under the best of their records). Knows learners, teams and the rest as numbers only.
"""
