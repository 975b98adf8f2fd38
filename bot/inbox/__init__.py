"""The inbox: every update is stored before it is confirmed to Telegram, and erased when it is answered."""
