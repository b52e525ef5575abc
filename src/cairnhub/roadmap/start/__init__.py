"""A first visit: for each sort of visitor a short page that leads on to something useful."""
