"""What becomes of the members of a space; and that one coordinator always stays."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from coalitions.models import Activity, Invitation, Membership, Organisation, Verb
from coalitions.permissions import ABILITIES, May, abilities, member_of
from coalitions.roles import Role
from coalitions.services import members as services
from coalitions.services.invitations import invite
from tests.coalitions.cast import add_member
from users.audit import pseudonym
from users.models import SecurityEvent


def test_each_role_may_what_the_one_below_it_may():
    rising = [Role.OBSERVER, Role.REVIEWER, Role.PENHOLDER, Role.COORDINATOR]
    assert [len(ABILITIES[role]) for role in rising] == [1, 2, 4, 5]
    for lower, higher in zip(rising, rising[1:], strict=False):
        assert ABILITIES[lower] < ABILITIES[higher]


def test_an_unknown_role_may_nothing(spaces):
    assert abilities(Membership(role="steward")) == frozenset()


def test_a_role_is_changed_and_written_down(spaces):
    services.change_role(by=spaces.cora, member=spaces.rita, role=Role.PENHOLDER)
    rita = member_of(spaces.people["rita"], spaces.rivers.pk)
    assert May.WRITE in abilities(rita)
    row = Activity.objects.get(verb=Verb.ROLE_CHANGED)
    assert (row.by, row.about, row.choice) == (spaces.cora, rita.pk, "penholder")


@pytest.mark.parametrize("name", ["petra", "rita", "olga", "fred", "sue"])
def test_only_coordinators_change_who_may_what(spaces, name):
    by = spaces.members[name]
    for act in (
        lambda: services.change_role(by=by, member=spaces.rita, role=Role.COORDINATOR),
        lambda: services.affiliate(by=by, member=spaces.rita, organisations=[]),
        lambda: services.remove(by=by, member=spaces.rita),
    ):
        with pytest.raises(Http404):
            act()
    assert member_of(spaces.people["rita"], spaces.rivers.pk).role == Role.REVIEWER


def test_nobody_changes_a_member_of_another_space(spaces):
    with pytest.raises(Http404):
        services.remove(by=spaces.luca, member=spaces.rita)


@pytest.mark.parametrize(
    "act",
    [
        lambda cora: services.leave(member=cora),
        lambda cora: services.remove(by=cora, member=cora),
        lambda cora: services.change_role(by=cora, member=cora, role=Role.OBSERVER),
    ],
    ids=["leaves", "removes themselves", "puts down the office"],
)
def test_the_last_coordinator_stays(spaces, act):
    # A closed account and one who left lead nobody.
    with pytest.raises(services.LastCoordinator):
        act(spaces.cora)
    assert member_of(spaces.people["cora"], spaces.rivers.pk).role == Role.COORDINATOR


def test_a_coordinator_beside_another_may_go(spaces):
    services.change_role(by=spaces.cora, member=spaces.petra, role=Role.COORDINATOR)
    services.leave(member=spaces.cora)
    with pytest.raises(Http404):
        member_of(spaces.people["cora"], spaces.rivers.pk)
    assert Activity.objects.filter(verb=Verb.LEFT, by=spaces.cora).exists()


def test_who_removed_somebody_is_asked_again_whether_they_still_may(spaces):
    """Each as they were when they pressed the button: the second presses in vain."""
    services.change_role(by=spaces.cora, member=spaces.petra, role=Role.COORDINATOR)
    petra = Membership.objects.get(pk=spaces.petra.pk)
    services.remove(by=petra, member=spaces.cora)
    with pytest.raises(Http404):
        services.remove(by=spaces.cora, member=petra)
    assert list(Membership.objects.coordinators().filter(coalition=spaces.rivers)) == [petra]


@pytest.mark.parametrize("act", ["removed", "made observer"])
def test_what_somebody_sent_opens_nothing_when_they_lead_no_more(spaces, act):
    other = add_member(spaces.rivers, "Carl", Role.COORDINATOR)
    invite(by=other, email="new@example.org", role="observer", organisation=None, language="en")
    if act == "removed":
        services.remove(by=spaces.cora, member=other)
    else:
        services.change_role(by=spaces.cora, member=other, role=Role.OBSERVER)
    assert not Invitation.objects.exists()


def test_members_choose_among_the_organisations_they_were_given(spaces):
    second = Organisation.objects.create(coalition=spaces.rivers, registered_name="Shore Watch")
    services.affiliate(by=spaces.cora, member=spaces.rita, organisations=[second])
    spaces.rita.refresh_from_db()
    assert spaces.rita.speaks_for == second
    services.affiliate(by=spaces.cora, member=spaces.rita, organisations=[second, spaces.ours])
    services.introduce(member=spaces.rita, display_name="R.", speaks_for=spaces.ours)
    spaces.rita.refresh_from_db()
    assert (spaces.rita.speaks_for, spaces.rita.display_name) == (spaces.ours, "R.")
    services.affiliate(by=spaces.cora, member=spaces.rita, organisations=[])
    spaces.rita.refresh_from_db()
    assert spaces.rita.speaks_for is None


def test_nobody_speaks_for_whom_they_do_not_belong_to(spaces):
    for organisation in (spaces.ours, spaces.theirs):
        with pytest.raises(Http404):
            services.introduce(member=spaces.rita, display_name="R.", speaks_for=organisation)
    with pytest.raises(Http404):
        services.affiliate(by=spaces.cora, member=spaces.rita, organisations=[spaces.theirs])


def test_two_in_a_space_are_not_called_the_same(spaces):
    name = spaces.petra.display_name.upper()
    with pytest.raises(ValidationError, match="has this name"):
        services.introduce(member=spaces.rita, display_name=name, speaks_for=None)


def test_the_screen_says_why_the_last_coordinator_stays(spaces, browse):
    path = reverse("spaces:leave", args=[spaces.rivers.pk])
    html = browse("cora").post(path, {"sure": "on"}).content.decode()
    assert "Make another member coordinator first" in html
    html = browse("petra").post(path).content.decode()
    assert "This field is required" in html


def test_the_screen_of_a_member_saves_both_halves_or_none(spaces, browse):
    path = reverse("spaces:person", args=[spaces.rivers.pk, spaces.cora.pk])
    said = {"role": "observer", "organisations": [str(spaces.ours.pk)]}
    html = browse("cora").post(path, said).content.decode()
    assert "Make another member coordinator first" in html
    assert not spaces.cora.affiliations.exists()
    # Filled in as it was sent.
    assert 'value="observer" selected' in html
    said["role"] = "coordinator"
    assert browse("cora").post(path, said).status_code == 302
    assert [each.organisation for each in spaces.cora.affiliations.all()] == [spaces.ours]


def test_who_may_see_what_is_in_the_audit_log_under_names_that_say_nothing(spaces):
    services.change_role(by=spaces.cora, member=spaces.rita, role=Role.PENHOLDER)
    services.remove(by=spaces.cora, member=spaces.rita)
    changed, removed = SecurityEvent.objects.order_by("pk")
    cora, rita = spaces.people["cora"], spaces.people["rita"]
    assert (changed.kind, removed.kind) == ("coalition.role_changed", "coalition.removed")
    assert changed.details == {"space": pseudonym(spaces.rivers.pk), "choice": "penholder"}
    for event in (changed, removed):
        assert (event.who, event.by) == (pseudonym(rita.pk), pseudonym(cora.pk))
        assert "Rivers" not in str(event.details)
