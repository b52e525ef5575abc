"""Working groups: joining, leaving, leading, and their pages."""
