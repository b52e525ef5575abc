"""What ORCID and ROR answer, in the formats they document."""

from literature.answering import Reply

ORCID = "0000-0002-1825-0097"
OTHER_ORCID = "0000-0001-5109-3700"


def token(orcid: str = ORCID) -> Reply:
    """ORCID's answer to a code."""
    return Reply(
        {
            "access_token": "f5af9f51-07e6-4332-8f1a-c0c11c1e3728",
            "token_type": "bearer",
            "refresh_token": "f725f747-3a65-49f6-a231-3e8944ce464d",
            "expires_in": 631138518,
            "scope": "/authenticate",
            "name": "Sofia Garcia",
            "orcid": orcid,
        },
        kind="application/json;charset=UTF-8",
    )


def identifier(kind: str, value: str, relationship: str = "self") -> dict:
    return {
        "external-id-type": kind,
        "external-id-value": value,
        "external-id-normalized": {"value": value.lower(), "transient": True},
        "external-id-url": None,
        "external-id-relationship": relationship,
    }


def work(
    title: str | None, /, *, key: int = 1, year: str | None = "2019", doi: str = "", ids: tuple = (), **more
) -> dict:
    """One group of the works of a record."""
    found = {"external-id": [*([identifier("doi", doi)] if doi else []), *ids]}
    summary = {
        "put-code": key,
        "created-date": {"value": 1496320112497},
        "source": {"source-name": {"value": "Crossref"}},
        "title": {"title": {"value": title}, "subtitle": None, "translated-title": None} if title else None,
        "external-ids": found,
        "url": None,
        "type": "journal-article",
        "publication-date": {"year": {"value": year}, "month": None, "day": None} if year else None,
        "journal-title": {"value": "Rural and Remote Health"},
        "visibility": "public",
        "path": f"/{ORCID}/work/{key}",
        "display-index": "0",
    }
    return {"last-modified-date": {"value": 1}, "external-ids": found, "work-summary": [summary | more]}


def works(*groups) -> Reply:
    body = {"last-modified-date": {"value": 1}, "group": list(groups), "path": f"/{ORCID}/works"}
    return Reply(body, kind="application/json;charset=UTF-8")


def organisation(ror: str = "03vek6s52", name: str = "Harvard University", **more) -> dict:
    """One record of ROR, in its schema 2.1."""
    return {
        "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}},
        "domains": [],
        "established": 1636,
        "external_ids": [],
        "id": f"https://ror.org/{ror}",
        "links": [
            {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Harvard_University"},
            {"type": "website", "value": "https://www.harvard.edu"},
        ],
        "locations": [
            {
                "geonames_details": {
                    "country_code": "US",
                    "country_name": "United States",
                    "lat": 42.37,
                    "lng": -71.11,
                    "name": "Cambridge",
                },
                "geonames_id": 4931972,
            }
        ],
        "names": [
            {"lang": None, "types": ["acronym"], "value": "HU"},
            {"lang": "en", "types": ["ror_display", "label"], "value": name},
            {"lang": "es", "types": ["label"], "value": "Universidad de Harvard"},
        ],
        "relationships": [],
        "status": "active",
        "types": ["education", "funder"],
    } | more


def organisations(*records) -> Reply:
    return Reply({"number_of_results": len(records), "time_taken": 3, "items": list(records), "meta": {}})


#: What goes wrong, and words of the sentence that says so.
FAULTS = {
    "no such record": (Reply({"error": "x"}, status=404), "does not know it; check the identifier"),
    "too many questions": (Reply({}, status=429, headers={"Retry-After": "30"}), "to wait; try again in 30 seconds"),
    "an error": (Reply(b"oops", status=500), "answered with an error (500)"),
    "a page": (Reply(b"<html>", kind="text/html"), "no JSON (text/html)"),
    "broken": (Reply(b'{"a": '), "JSON that cannot be read"),
    "a list": (Reply([]), "JSON that is no object"),
    "nothing of it": (Reply({}), "answered without"),
    "too much": (Reply(b'{"a": "' + b"x" * 5_100_000 + b'"}'), "far more than one record needs"),
    "too slow": (Reply({}, wait=0.5), "did not answer in time"),
    "broken off": (Reply(b'{"group": [', headers={"Content-Length": "99"}), "JSON that cannot be read"),
}
