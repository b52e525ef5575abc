"""How near is near enough: the tolerance the synthesis promises against its references."""

PROMISED = 1e-8


class Agreement:
    """Collects deviations as |Δ| / max(|reference|, mean sampling variance) and tells which go beyond the promise."""

    def __init__(self, tolerance=PROMISED):
        self.tolerance, self.compared, self.beyond = tolerance, 0, []

    def check(self, where, got, reference, scale=0.0):
        """Compare a number or a sequence of numbers; a reference of `None` is no reference."""
        if isinstance(reference, list | tuple):
            assert len(got) == len(reference), where
            for one, other in zip(got, reference, strict=True):
                self.check(where, one, other, scale)
        elif reference is not None:
            self.compared += 1
            if not abs(got - reference) <= self.tolerance * max(abs(reference), scale):
                self.beyond.append((where, got, reference))
