"""A coalition, its people and what they did; each row is reached through its coalition alone."""

from coalitions.models.activity import Activity, Verb
from coalitions.models.coalition import Coalition, Sensitivity
from coalitions.models.comment import Answer, Comment, Thread
from coalitions.models.draft import Draft, DraftKind, Push, Step
from coalitions.models.file import FileVersion, SpaceFile
from coalitions.models.glass import BrokenGlass
from coalitions.models.handover import Handover
from coalitions.models.invitation import Invitation
from coalitions.models.membership import Affiliation, Membership, News
from coalitions.models.organisation import ConsultativeStatus, Organisation, OrganisationName
from coalitions.models.shared_page import SharedPage
from coalitions.models.version import Version

__all__ = [
    "Activity",
    "Affiliation",
    "Answer",
    "BrokenGlass",
    "Coalition",
    "Comment",
    "ConsultativeStatus",
    "Draft",
    "DraftKind",
    "FileVersion",
    "Handover",
    "Invitation",
    "Membership",
    "News",
    "Organisation",
    "OrganisationName",
    "Push",
    "Sensitivity",
    "SharedPage",
    "SpaceFile",
    "Step",
    "Thread",
    "Verb",
    "Version",
]
