"""Carrying the whole hub away by a button: the public part for anybody's use, and the backup that holds everything."""
