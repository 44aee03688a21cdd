"""Who wins: one module a field; each chooses from all the claims together, and says why."""
