"""Raw text to typed values: dates, names, roles, bylines, languages. Pure and total; words are data, per language."""
