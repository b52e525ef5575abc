"""Keeping a hub running: starting and stopping it, upgrading its database, backing it up and putting it back."""
