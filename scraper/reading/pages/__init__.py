"""The reading pages: each a function of a connection and what was asked, which returns what its template prints."""
