"""What is kept, why and how long: the inventory of the store, and PRIVACY.md made from it."""
