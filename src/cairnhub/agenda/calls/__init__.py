"""Calls: what somebody looks for until a day."""
