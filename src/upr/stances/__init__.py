"""What words say of recommendations: supported, noted, partly, or no clear answer.

Addenda and the Council's reports say it alike, so both read it here: wordings.py holds
what may be said, stated.py ties it to the items a text names.
"""
