"""Workshops: a room looks at ten made-up offers, votes, and reads the signs. Nothing of a person outlives it."""
