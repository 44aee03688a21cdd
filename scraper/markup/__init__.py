"""Bytes to text to tree: encodings, HTML, XML. No knowledge of posts."""
