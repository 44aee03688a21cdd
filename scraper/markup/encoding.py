"""Bytes to text, as the WHATWG HTML standard decides it (13.2.3, and the Encoding Standard's labels).

Order: byte-order mark, the Content-Type header, a meta element or XML declaration near
the beginning, valid UTF-8, windows-1252. One deviation: bytes that claim to be UTF-8 and are not, and hold what
only a one-byte encoding explains, are read as windows-1252; browsers would show replacement characters,
but an archive wants the letters that the writer typed.
"""

from __future__ import annotations

import codecs
import re

import webencodings

PRESCAN = 16_384
"""Bytes that are searched for a declaration. A browser looks through 1,024 first, and starts again when the
parser meets a meta element later (HTML 13.2.3.4); looking further at once comes to the same."""
_SPACE = b"\t\n\x0c\r /"
_CHARSET = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"'>]+))", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"[\t\n\x0c\r /]*([^\t\n\x0c\r />=]+)(?:[\t\n\x0c\r ]*=[\t\n\x0c\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\x0c\r >]+)))?"
)


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text and the name of the encoding it was read in. Never raises.

    `content_type` is the header as received. Bytes that do not fit become U+FFFD.
    """
    name, start = _by_mark(body)
    if name is None:
        name = _by_header(content_type) or declared(body)
    if name is None:
        name = "utf-8" if _is_utf8(body) else "windows-1252"
    if name == "utf-8":
        try:
            return body[start:].decode("utf-8"), name
        except UnicodeDecodeError:
            if not start and _is_one_byte(body):
                name = "windows-1252"
    encoding = webencodings.lookup(name)
    codec = encoding.codec_info if encoding is not None else codecs.lookup("utf-8")
    try:
        text, _ = codec.decode(body[start:], "replace")
    except (UnicodeError, ValueError):
        text, name = body[start:].decode("utf-8", "replace"), "utf-8"
    return text, name


def _by_mark(body: bytes) -> tuple[str | None, int]:
    if body.startswith(b"\xef\xbb\xbf"):
        return "utf-8", 3
    if body.startswith(b"\xfe\xff"):
        return "utf-16be", 2
    if body.startswith(b"\xff\xfe"):
        return "utf-16le", 2
    return None, 0


def _by_header(content_type: str) -> str | None:
    match = _HEADER.search(content_type[:500])
    return label(match[1]) if match else None


def label(name: str) -> str | None:
    """The standard's name for an encoding label; None for labels it does not know (UTF-7 among them)."""
    encoding = webencodings.lookup(name.strip()[:60])
    if encoding is None:
        return None
    found = str(encoding.name)
    return "windows-1252" if found == "x-user-defined" else found


def declared(body: bytes) -> str | None:
    """What the document itself declares near its beginning (HTML 13.2.3.2); None when nothing."""
    head = body[:PRESCAN]
    if head.startswith(b"<\x00?\x00x\x00"):
        return "utf-16le"
    if head.startswith(b"\x00<\x00?\x00x"):
        return "utf-16be"
    found = _prescan(head)
    if found is None and (match := _XML.match(head)):
        found = label(match[1].decode("ascii", "replace"))
    if found in ("utf-16le", "utf-16be"):
        return "utf-8"  # a declaration that can be read as ASCII is not in UTF-16
    return found


def _prescan(head: bytes) -> str | None:
    at = 0
    while 0 <= (at := head.find(b"<", at)) < len(head):
        if head.startswith(b"<!--", at):
            end = head.find(b"-->", at + 2)
            if end < 0:
                return None
            at = end + 3
        elif (
            head[at + 1 : at + 5].lower() == b"meta"
            and head[at + 5 : at + 6]
            and head[at + 5 : at + 6] in _SPACE
        ):
            at, found = _meta(head, at + 5)
            if found:
                return found
        elif re.match(rb"</?[A-Za-z]", head[at : at + 3]):
            at = _skip_tag(head, at)
        elif head[at + 1 : at + 2] in (b"!", b"/", b"?"):
            end = head.find(b">", at)
            if end < 0:
                return None
            at = end + 1
        else:
            at += 1
    return None


def _attributes(head: bytes, at: int) -> tuple[int, list[tuple[bytes, bytes]]]:
    found = []
    while at < len(head):
        while at < len(head) and head[at : at + 1] in _SPACE:
            at += 1
        if at >= len(head) or head[at : at + 1] == b">":
            break
        match = _ATTRIBUTE.match(head, at)
        if match is None or match.end() == at:
            at += 1
            continue
        value = next((group for group in match.groups()[1:] if group is not None), b"")
        found.append((match[1].lower(), value))
        at = match.end()
    return at, found


def _skip_tag(head: bytes, at: int) -> int:
    name = re.match(rb"</?[^\t\n\x0c\r >]*", head[at:])
    return _attributes(head, at + (name.end() if name else 1))[0] + 1


def _meta(head: bytes, at: int) -> tuple[int, str | None]:
    end, attributes = _attributes(head, at)
    if end >= len(head):
        return end, None
    known: dict[bytes, bytes] = {}
    for name, value in attributes:
        known.setdefault(name, value)
    if b"charset" in known:
        return end, label(known[b"charset"].decode("ascii", "replace"))
    if known.get(b"http-equiv", b"").lower() == b"content-type":
        match = _CHARSET.search(known.get(b"content", b""))
        if match:
            return end, label((match[1] or match[2] or match[3] or b"").decode("ascii", "replace"))
    return end, None


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(body) - 4 and error.start > 64  # cut off within a character
    return True


def _is_one_byte(body: bytes) -> bool:
    """True when a body that should be UTF-8 has no well-formed sequence, but letters of windows-1252."""
    text = body.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return wrong > 2 and wrong > 4 * right
