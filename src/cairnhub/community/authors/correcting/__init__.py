"""What editors say about printed names: one author, several, or not to be listed."""
