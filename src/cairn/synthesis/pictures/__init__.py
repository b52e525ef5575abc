"""Pictures of a synthesis, as SVG: for eyes, beside the tables that say the same in numbers."""
