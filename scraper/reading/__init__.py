"""The Datasette plugin: reading pages, feeds, names instead of numbers, facets and questions, with nothing to configure."""
