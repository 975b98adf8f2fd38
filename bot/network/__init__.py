"""The only way out: one HTTP client that reaches public addresses and nothing else, and the look-ups built on it.

Nothing here runs unless the operator switched it on (`LOOKUPS`). What leaves this machine: of a short link the link
itself, to its shortener; of a domain its registered name, to its registry. Never a message, never who asked.
"""
