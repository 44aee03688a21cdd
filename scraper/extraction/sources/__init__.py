"""Where evidence comes from: one module a source; each turns a page into claims."""
