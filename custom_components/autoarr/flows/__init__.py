"""The forms: setting up the hub, its services and what AutoArr may do."""
