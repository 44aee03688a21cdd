"""The one tree of errors; each carries the exit code that the command line answers with.

    ScraperError                    1
    ├── SettingsError               2   an option, a settings file or a site list that makes no sense
    ├── RulesError                  2   a site rule that does not hold
    ├── URLError                    2   an address that is none
    ├── FetchError                  1   a page that could not be fetched (recorded, seldom raised to the user)
    │   ├── RobotsDenied                robots.txt asks us to stay away
    │   ├── Refused                     a guard of ours said no: private network, scheme, too many redirects
    │   ├── StatusError                 the server answered, but not with the page
    │   ├── LimitExceeded               too large, too slow, too deep
    │   └── NetworkError                no answer at all: DNS, connection, TLS, protocol
    ├── ParseError                  1   bytes that are not what they should be: no HTML, no feed, no sitemap
    ├── ExportError                 1   a file that cannot be written
    └── ArchiveError                1
        ├── ArchiveLocked          75   another run holds the archive (EX_TEMPFAIL)
        ├── ArchiveNewer            1   made by a newer version of this program
        └── ArchiveDamaged          1   no database, or one that does not hold together

Missing data is not an error: a page without a date is a post without a date.
A failed page is a recorded outcome; only what stops the whole command is raised to the user.
Messages are one line, say what is wrong and what to do.
"""

from __future__ import annotations


class ScraperError(Exception):
    """Base of all errors that this project raises on purpose."""

    exit_code = 1
    kind = "error"


class SettingsError(ScraperError):
    """An option or a settings file that makes no sense."""

    exit_code = 2
    kind = "settings"


class RulesError(ScraperError):
    """A site rule that does not hold; the message names file, key and reason."""

    exit_code = 2
    kind = "rules"


class URLError(ScraperError):
    """A string that is no absolute http(s) address."""

    exit_code = 2
    kind = "url"


class FetchError(ScraperError):
    """A page that could not be fetched. `kind` is what `failures.kind` in the archive says."""

    kind = "fetch"

    def __init__(self, message: str, *, url: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.url = url
        self.retry_after_s = retry_after_s


class RobotsDenied(FetchError):
    """robots.txt asks us to stay away (RFC 9309)."""

    kind = "robots"


class Refused(FetchError):
    """A guard of ours said no: private network, scheme, credentials, redirects."""

    kind = "refused"


class StatusError(FetchError):
    """The server answered, but not with the page; `status` is its code (RFC 9110 section 15)."""

    kind = "status"

    def __init__(
        self, message: str, *, status: int, url: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(message, url=url, retry_after_s=retry_after_s)
        self.status = status


class LimitExceeded(FetchError):
    """Too large, too slow or too deep; the limits are in `model.limits`."""

    kind = "limit"


class NetworkError(FetchError):
    """No answer at all: DNS, connection, TLS, broken protocol."""

    kind = "network"


class Interrupted(FetchError):
    """The run is to end, and this page has not been asked for, or not answered yet: it waits for the next run."""

    kind = "interrupted"


class ParseError(ScraperError):
    """Bytes that are not what they should be."""

    kind = "parse"


class ExportError(ScraperError):
    """A file that cannot be written."""

    kind = "export"


class ArchiveError(ScraperError):
    """The archive cannot be used."""

    kind = "archive"


class ArchiveLocked(ArchiveError):
    """Another run holds the archive."""

    exit_code = 75
    kind = "locked"


class ArchiveNewer(ArchiveError):
    """The archive was made by a newer version of this program."""

    kind = "newer"


class ArchiveDamaged(ArchiveError):
    """No SQLite database, or one that does not hold together."""

    kind = "damaged"
