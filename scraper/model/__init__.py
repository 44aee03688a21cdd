"""Plain types: the standard library, and can-ada for addresses; no input or output. Every other room may import this one."""
