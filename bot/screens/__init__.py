"""What the bot can show besides a warning: one short module a screen, from a scene to replies."""
