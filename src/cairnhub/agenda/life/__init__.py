"""What becomes of a question: moves, claims, answers, duplicates, funders."""
