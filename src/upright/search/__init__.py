"""Finding: the index, its query language, its counts and its downloads.

`queries` is the way in: `find`, `rows`, `lookup`. The index follows the archive by
the numbers of its changes and can be rebuilt from it at any time.
"""
