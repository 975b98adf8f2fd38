"""What is reached from outside: Telegram's webhook, and what platforms and monitoring ask."""
