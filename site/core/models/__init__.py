from core.models.base import BasePage, IndexPage
from core.models.settings import SiteSettings
from core.models.standard import StandardPage
from core.models.taxonomy import Region, Topic

__all__ = ["BasePage", "IndexPage", "Region", "SiteSettings", "StandardPage", "Topic"]
