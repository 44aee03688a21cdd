"""Who is measured: programs of a few lines, `python -m benchmarks.contestants.NAME URL DB`, a process each."""
