"""The Datasette plugin: names instead of numbers, facets, search and questions, with nothing to configure."""
