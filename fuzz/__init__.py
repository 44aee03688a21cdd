"""Parsers under random bytes: what must hold of each (`targets`), and a run that looks for bytes it does not hold of."""
