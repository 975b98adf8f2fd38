"""Pictures, square codes and papers become text, each in a process of its own (`reader.py` says how)."""
