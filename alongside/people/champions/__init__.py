"""Champions: who they are, whom and how they would help, and for how long.

Words: *champion* (helps learners; may be known before they sign in), *kind* (volunteer, workplace, embedded, peer, informal),
*sector* (citizen, employee, business), *setting* (community, workplace, home), *pledge* (hours a month),
*pause* (away for a time, and not to be asked), *alumni* (moved on).
"""
