"""What people follow, and how they hear of it: an inbox, e-mails gathered by the day or week, feeds."""
