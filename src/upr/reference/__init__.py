"""Facts the review rests on, as data: States, sessions, reviews, issues, goals.

The facts stand in small text files beside the modules; each says what it rests on
and whether that was verified.
"""
