"""What Crossref and PubMed know of a bibliographic record."""
