"""From a symbol to the file of the United Nations: the one room with a network.

Needs the extra `fetch`. It was tried against a server of our own that misbehaves, and
not against the live service: the address is a setting, since services move.
"""
