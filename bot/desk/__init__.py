"""The partners' pages: signing in, what was done, numbers. Server-rendered, without a script, off unless switched on.

sqladmin, an admin for SQLAlchemy's tables, was looked at and left out: its pages load scripts and style sheets that the
policy of this port refuses, and it shows rows, where these pages may only show sums.
"""
