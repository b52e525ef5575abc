"""A person says “this is me”; an editor, or the ORCID iD printed with a publication, confirms it."""
