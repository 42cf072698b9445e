from library.models.index import LibraryIndexPage
from library.models.item import ItemFile, Kind, LibraryItem
from library.models.resource import ResourcePage
from library.models.statement import StatementPage

__all__ = [
    "ItemFile",
    "Kind",
    "LibraryIndexPage",
    "LibraryItem",
    "ResourcePage",
    "StatementPage",
]
