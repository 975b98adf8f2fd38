"""Cards, posters and table tents with a partner's code: `python -m bot poster`. Made in memory, printed in black."""
