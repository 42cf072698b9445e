from library.models.index import LibraryIndexPage
from library.models.resource import ResourceFile, ResourcePage
from library.models.statement import StatementPage

__all__ = ["LibraryIndexPage", "ResourceFile", "ResourcePage", "StatementPage"]
