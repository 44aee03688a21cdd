"""Records in, files out: Atom, JSON Feed, JSON Lines, CSV, Markdown. Never sees the database."""
