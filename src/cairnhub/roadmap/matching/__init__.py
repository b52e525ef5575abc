"""Whom to ask about a gap or a question, and what somebody could do here, each with the reasons."""
