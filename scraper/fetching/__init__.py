"""The only socket: guards, robots, pace, retries, limits and decoding about one HTTP client."""
