"""The community the literature implies: who published the studies on the hub, and with whom."""
