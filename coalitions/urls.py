"""The addresses of spaces, below /spaces/ in each language; every one is in the access table."""

from django.urls import path

from coalitions.views import (
    comments,
    drafts,
    files,
    handing,
    invitations,
    joining,
    news,
    organisations,
    people,
    shared_pages,
    spaces,
    taking,
    versions,
    writing,
)

app_name = "spaces"

SPACE = "<uuid:coalition_id>/"
MEMBER = f"{SPACE}members/<uuid:member_id>/"
INVITATION = f"{SPACE}invitations/<uuid:invitation_id>/"
DRAFT = f"{SPACE}drafts/<uuid:draft_id>/"
VERSION = f"{DRAFT}versions/<int:number>/"
THREAD = f"{DRAFT}threads/<uuid:thread_id>/"
FILE = f"{SPACE}files/<uuid:file_id>/"
COMMENT = f"{DRAFT}comments/<uuid:comment_id>/"
ORGANISATION = f"{SPACE}organisations/<uuid:organisation_id>/"

urlpatterns = [
    path("", spaces.home, name="home"),
    # From a letter.
    path("invitation/", joining.invitation, name="invitation"),
    path("invitation/decline/", joining.decline, name="decline"),
    path("invitation/<str:token>/", joining.link, name="invitation_link"),
    path("mails/<str:token>/", news.stop, name="stop_mails"),
    # In one of them.
    path(SPACE, spaces.overview, name="overview"),
    path(f"{SPACE}activity/", spaces.activity, name="activity"),
    path(f"{SPACE}settings/", spaces.settings, name="settings"),
    path(f"{SPACE}me/", people.me, name="me"),
    path(f"{SPACE}me/mails/", news.mails, name="mails"),
    path(f"{SPACE}me/leave/", people.leave, name="leave"),
    path(f"{SPACE}members/", people.members, name="members"),
    path(MEMBER, people.person, name="person"),
    path(f"{MEMBER}remove/", people.remove, name="remove"),
    path(f"{SPACE}invitations/", invitations.invitations, name="invitations"),
    path(f"{INVITATION}take-back/", invitations.revoke, name="revoke"),
    path(f"{INVITATION}send-again/", invitations.send_again, name="send_again"),
    # What is written there.
    path(f"{SPACE}drafts/", drafts.drafts, name="drafts"),
    path(f"{SPACE}drafts/begin/", drafts.begin, name="begin"),
    path(f"{SPACE}drafts/trash/", drafts.trash, name="trash"),
    path(DRAFT, drafts.draft, name="draft"),
    path(f"{DRAFT}as-page/", shared_pages.as_page, name="as_page"),
    path(f"{DRAFT}details/", drafts.details, name="details"),
    path(f"{DRAFT}put-away/", drafts.put_away, name="put_away"),
    path(f"{DRAFT}recover/", drafts.recover, name="recover"),
    path(f"{DRAFT}write/", writing.write, name="write"),
    path(f"{DRAFT}text/", writing.text, name="text"),
    path(f"{DRAFT}steps/", writing.steps, name="steps"),
    path(f"{DRAFT}take/<str:name>/", taking.take_draft, name="take_draft"),
    path(f"{DRAFT}compare/", versions.compare, name="compare"),
    path(f"{DRAFT}versions/", versions.versions, name="versions"),
    path(f"{DRAFT}versions/save/", versions.save_version, name="save_version"),
    path(VERSION, versions.version, name="version"),
    path(f"{VERSION}take/<str:name>/", taking.take_version, name="take_version"),
    path(f"{VERSION}restore/", versions.restore, name="restore"),
    path(f"{VERSION}translate/", drafts.translate, name="translate"),
    path(f"{VERSION}hand-over/", handing.hand_over, name="hand_over"),
    # What is kept beside it.
    path(f"{SPACE}files/", files.files, name="files"),
    path(f"{SPACE}files/add/", files.add, name="add_files"),
    path(f"{SPACE}files/trash/", files.trash, name="file_trash"),
    path(FILE, files.file, name="file"),
    path(f"{FILE}details/", files.details, name="file_details"),
    path(f"{FILE}replace/", files.replace, name="replace_file"),
    path(f"{FILE}put-away/", files.put_away, name="put_file_away"),
    path(f"{FILE}recover/", files.recover, name="recover_file"),
    path(f"{FILE}versions/<int:number>/", files.take, name="take_file"),
    path(f"{FILE}versions/<int:number>/preview/", files.preview, name="preview_file"),
    # What is said of it.
    path(f"{DRAFT}comments/", comments.comments, name="comments"),
    path(f"{DRAFT}comments/new/", comments.comment, name="comment"),
    path(f"{DRAFT}proposals/", comments.proposals, name="proposals"),
    path(f"{THREAD}reply/", comments.reply, name="reply"),
    path(f"{THREAD}resolve/", comments.resolve, name="resolve"),
    path(f"{THREAD}reopen/", comments.reopen, name="reopen"),
    path(f"{COMMENT}change/", comments.change_comment, name="change_comment"),
    path(f"{COMMENT}take-back/", comments.take_back_comment, name="take_back_comment"),
    path(f"{COMMENT}answer/", comments.answer, name="answer"),
    # For whom.
    path(f"{SPACE}organisations/", organisations.organisations, name="organisations"),
    path(f"{SPACE}organisations/add/", organisations.add, name="add_organisation"),
    path(ORGANISATION, organisations.organisation, name="organisation"),
    path(f"{ORGANISATION}remove/", organisations.remove, name="remove_organisation"),
]
