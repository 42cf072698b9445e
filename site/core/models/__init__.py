from core.models.base import BasePage, IndexPage
from core.models.classified import Classified
from core.models.settings import SiteSettings
from core.models.standard import StandardPage
from core.models.taxonomy import Region, RegionWords, Topic, TopicWords

__all__ = [
    "BasePage",
    "Classified",
    "IndexPage",
    "Region",
    "RegionWords",
    "SiteSettings",
    "StandardPage",
    "Topic",
    "TopicWords",
]
