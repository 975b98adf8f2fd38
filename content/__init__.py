"""What people without code skills edit: red flags, phrases, texts, countries, brands, lists. See README.md."""

from content.files import ContentError, load, proofs

__all__ = ["ContentError", "load", "proofs"]
