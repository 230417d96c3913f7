"""The heart: one person beside another. Learners, the figures kept about help, and the sessions themselves."""
