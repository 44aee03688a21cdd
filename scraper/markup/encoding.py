"""Bytes to text, as the WHATWG HTML standard decides it (13.2.3, and the Encoding Standard's labels).

Order: byte-order mark, the Content-Type header, what the document declares near its beginning, valid
UTF-8, windows-1252. We part with the standard twice, for an archive wants the letters that were typed:

- A body that claims to be UTF-8 and is plainly windows-1252 is read as such (`_is_mislabelled`).
- The labels that the standard maps to its "replacement" encoding (one U+FFFD for the whole page; meant
  to keep scripts from being smuggled into browsers) count as no declaration. What we show is sanitised.
"""

from __future__ import annotations

import codecs
import re

import webencodings

PRESCAN = 16_384
"""Bytes that are searched for a declaration. A browser looks through 1,024 first, and starts again when the
parser meets a meta element later (HTML 13.2.3.4); looking further at once comes to the same."""
_SAMPLE = 2**20
"""Bytes that are looked at to tell whether a label lies."""
_GB18030 = "gb18030"
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\s;\"']+)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"charset[\t\n\x0c\r ]*=[\t\n\x0c\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\x0c\r ;\"'>]+))", re.IGNORECASE
)
_XML = re.compile(
    rb"\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._:-]+)[\"']", re.IGNORECASE
)
_TAG = re.compile(rb"</?[A-Za-z][^\t\n\x0c\r >]*")
_META = re.compile(rb"<meta[\t\n\x0c\r /]", re.IGNORECASE)
_GAP = re.compile(rb"[\t\n\x0c\r /]*")
_ATTRIBUTE = re.compile(
    rb"([^\t\n\x0c\r />=][^\t\n\x0c\r />=]*)"
    rb"(?:[\t\n\x0c\r ]*=[\t\n\x0c\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\x0c\r >]+)))?"
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UNUSED_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text, and the name of the encoding it was read in. Never raises.

    `content_type` is the header as received. Bytes that do not fit become U+FFFD; a byte-order mark is
    left out.
    """
    name, start, text = _read(body, content_type)
    return (_codec(name).decode(body[start:], "replace")[0] if text is None else text), name


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """The text as UTF-8, which most pages are already. Never raises; decided as `decode` does."""
    name, start, text = _read(body, content_type)
    if text is not None:
        return body[start:] if start else body
    return _codec(name).decode(body[start:], "replace")[0].encode("utf-8", "replace")


def _read(body: bytes, content_type: str) -> tuple[str, int, str | None]:
    """The encoding's name, how long the byte-order mark is, and the text where it is well-formed UTF-8."""
    name, start = _by_mark(body)
    if name is None:
        name = _by_header(content_type)
        if name is None:
            name = declared(body, xml="xml" in content_type[:60])
            if name not in (None, "utf-8") and _is_surely_utf8(body):
                name = "utf-8"  # the page was converted, and what it says of itself was forgotten
    if name is None or name == "utf-8":
        try:
            return "utf-8", start, str(body[start:] if start else body, "utf-8")
        except UnicodeDecodeError as error:
            cut_off = error.reason == "unexpected end of data"
            if name is None:
                name = "utf-8" if cut_off and error.start > 64 else "windows-1252"
            elif start == 0 and not cut_off and _is_mislabelled(body[:_SAMPLE]):
                name = "windows-1252"
    return name, start, None


def _is_surely_utf8(body: bytes) -> bool:
    """True for well-formed UTF-8 with letters beyond ASCII: hardly any text in another encoding is that by chance."""
    if sum(map(len, _HIGH.findall(body[:_SAMPLE]))) < 16:
        return False
    try:
        str(body, "utf-8")
    except UnicodeDecodeError:
        return False
    return True


_HIGH = re.compile(rb"[\x80-\xff]{2,}")


def label(name: str) -> str | None:
    """The standard's name for an encoding label; None for labels it does not know (UTF-7 among them)."""
    encoding = webencodings.lookup(name.strip()[:60])
    if encoding is None or encoding.name == "replacement":
        return None
    return "windows-1252" if encoding.name == "x-user-defined" else str(encoding.name)


def declared(body: bytes, *, xml: bool = False) -> str | None:
    """What the document itself declares near its beginning (HTML 13.2.3.2); None when nothing.

    With `xml`, the XML declaration goes before a meta element, as it does where a page is served as XML.
    """
    head = body[:PRESCAN]
    if head.startswith(b"<\x00?\x00x\x00"):
        return "utf-16le"
    if head.startswith(b"\x00<\x00?\x00x"):
        return "utf-16be"
    found = (_by_xml(head) or _prescan(head)) if xml else (_prescan(head) or _by_xml(head))
    if found in ("utf-16le", "utf-16be"):
        return "utf-8"  # a declaration that can be read as ASCII is not in UTF-16
    return found


def _codec(name: str) -> codecs.CodecInfo:
    """How Python calls it. The standard reads GBK by GB18030's tables, a superset (Encoding 10.1)."""
    encoding = webencodings.lookup(_GB18030 if name == "gbk" else name)
    found: codecs.CodecInfo = encoding.codec_info
    return found


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


def _by_xml(head: bytes) -> str | None:
    match = _XML.match(head)
    return label(match[1].decode("ascii")) if match else None


def _prescan(head: bytes) -> str | None:
    """The standard's walk over tags and comments, in search of a meta element that names an encoding."""
    if b"charset" not in head.lower():
        return None  # no meta element can name one without this word
    at = 0
    while (at := head.find(b"<", at)) >= 0:
        if head.startswith(b"<!--", at):
            end = head.find(b"-->", at + 2)  # `<!-->` is a whole comment
            if end < 0:
                return None
            at = end + 3
        elif _META.match(head, at):
            at, attributes = _attributes(head, at + 5)
            found = _by_meta(attributes) if at < len(head) else None
            if found:
                return found
        elif tag := _TAG.match(head, at):
            at = _attributes(head, tag.end())[0] + 1
        elif head[at + 1 : at + 2] in (b"!", b"/", b"?"):
            end = head.find(b">", at)
            if end < 0:
                return None
            at = end + 1
        else:
            at += 1
    return None


def _attributes(head: bytes, at: int) -> tuple[int, dict[bytes, bytes]]:
    """Where the tag ends, and its attributes; of two with one name the first counts."""
    found: dict[bytes, bytes] = {}
    while at < len(head):
        gap = _GAP.match(head, at)
        at = gap.end() if gap else at
        if at >= len(head) or head[at] == 0x3E:  # >
            break
        match = _ATTRIBUTE.match(head, at)
        if match is None:
            at += 1
            continue
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or b"")
        at = match.end()
    return at, found


def _by_meta(attributes: dict[bytes, bytes]) -> str | None:
    if b"charset" in attributes:
        return label(attributes[b"charset"].decode("ascii", "replace"))
    if attributes.get(b"http-equiv", b"").lower() == b"content-type":
        match = _CHARSET.search(attributes.get(b"content", b""))
        if match:
            return label((match[1] or match[2] or match[3] or b"").decode("ascii", "replace"))
    return None


def _is_mislabelled(body: bytes) -> bool:
    """True when a body that claims to be UTF-8 and is not was plainly written in windows-1252.

    Plainly: hardly any sequence in it is well-formed UTF-8 (one in twenty may be, by chance), no byte is
    one that windows-1252 leaves empty, and the bytes beyond ASCII stand alone or in pairs among ASCII
    letters, as in the languages of western Europe. A page in Cyrillic or Greek has them in long runs, and
    a UTF-8 page with a stray fragment has mostly good sequences; both are left as the standard has them.
    """
    runs = _HIGH_RUN.findall(body)
    if sum(map(len, runs)) > 1.5 * len(runs) or any(not _UNUSED_1252.isdisjoint(run) for run in runs):
        return False
    right = sum(1 for run in runs if _is_utf8(run))
    return right * 20 <= len(runs)


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
