"""Frameworks of skills as versioned data: the UK Essential Digital Skills, and areas and tasks in it."""
