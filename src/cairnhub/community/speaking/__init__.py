"""Who speaks for an organisation of the directory: asked for by a person, confirmed by an editor."""
