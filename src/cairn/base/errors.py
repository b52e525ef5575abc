"""Errors by audience: each class says whose turn it is, and its exit code tells a script the same."""


class CairnError(Exception):
    """Something Cairn can explain: one line that says what, where and what to do.

    Raised as such it means our own fault (exit code 1); the subclasses name other audiences.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the three parts apart, so that a form can show `what` beside a field and a log all three.

        `where` names file, record, line or field; `remedy` is an instruction to the reader. Neither ends in a stop.
        """
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}; {self.remedy}" if self.remedy else line
        return " ".join(line.split())


class InputError(CairnError):
    """The caller asked for something impossible: an argument, an option, a value that breaks a rule. Exit code 2."""

    exit_code = 2


class DataError(CairnError):
    """A file or a record cannot be used as it is: the person who keeps the data must act. Exit code 3."""

    exit_code = 3


class MissingExtraError(CairnError):
    """An optional part is not installed: the person who installed Cairn must act. Exit code 4."""

    exit_code = 4

    def __init__(self, extra: str, *, needed_for: str) -> None:
        """Name the extra of the distribution, and what cannot be done without it."""
        self.extra = extra
        super().__init__(
            f"{needed_for} needs the optional part '{extra}', which is not installed",
            remedy=f"install it with: pip install 'cairn-hub[{extra}]'",
        )
