"""A file for the person alone: the message, what was seen in it and what it names, as a PDF and as JSON. Never kept."""
