"""What one service says about one work."""

from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Found:
    """One work as one service describes it; what it does not say is empty.

    `warnings` say that the work was withdrawn from the literature or stands under doubt, `remarks` what a person
    should know before taking the words over.
    """

    service: str
    identifier: str
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    doi: str = ""
    pmid: str = ""
    warnings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The service with the identifier under which it keeps the work."""
        return f"{self.service}, {self.identifier}"

    @property
    def address(self) -> str:
        """Where a person reads the same."""
        return f"https://doi.org/{self.doi}" if self.doi else f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict) -> "Found":
        """The same again; lists, which JSON makes of tuples, become tuples."""
        values = {one.name: kept[one.name] for one in fields(cls)}
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})
