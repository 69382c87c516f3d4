"""The text of an item: the States in its brackets, its parts, the words before them.

Reports and OHCHR's thematic lists print items alike, so both read them here.
"""
