"""Documents to leads: feeds, sitemaps, listings and their cards, scope and traps. Pure: nothing is fetched here."""
