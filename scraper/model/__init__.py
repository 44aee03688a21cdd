"""Plain types: standard library only, no input or output. Every other room may import this one."""
