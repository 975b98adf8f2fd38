"""The real content and the checks over it, read once for all tests of a process; nothing in them can be changed."""

from functools import cache

import content
from checks import Checker, prepare
from content.model import Library


@cache
def library() -> Library:
    return content.load()


@cache
def proofs() -> Library:
    """With the examples of the phrases: half a minute's reading on a busy machine."""
    return content.proofs()


@cache
def checker() -> Checker:
    return prepare(library())
