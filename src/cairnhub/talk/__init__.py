"""Comments on objects of the graph, in threads, and their moderation."""
