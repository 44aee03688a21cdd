"""What each table, view and column is, in words; and which of them a reader should see how.

Tables for readers, views and machinery are told in modules of their own; every column whose name is not plain has a line.
"""

from scraper.reading.descriptions.machinery import MACHINERY
from scraper.reading.descriptions.table import Table
from scraper.reading.descriptions.tables import READERS
from scraper.reading.descriptions.views import VIEWS

__all__ = ["TABLES", "Table"]

TABLES: dict[str, Table] = {**READERS, **MACHINERY, **VIEWS}
"""In the order in which a reader should meet them."""
