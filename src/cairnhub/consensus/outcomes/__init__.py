"""What comes out of a process acts on the rest of the hub: only of a real one that has ended, and once."""
