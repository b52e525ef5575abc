"""The order people gave to questions becomes that of the agenda."""
