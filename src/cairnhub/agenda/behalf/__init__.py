"""Suggestions an organisation sends for people without e-mail or account, and how each sender hears what became."""
