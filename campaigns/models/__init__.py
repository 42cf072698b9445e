from campaigns.models.campaign import CampaignFile, CampaignGoal, CampaignPage, Status
from campaigns.models.index import CampaignIndexPage
from campaigns.models.update import CampaignUpdatePage

__all__ = [
    "CampaignFile",
    "CampaignGoal",
    "CampaignIndexPage",
    "CampaignPage",
    "CampaignUpdatePage",
    "Status",
]
