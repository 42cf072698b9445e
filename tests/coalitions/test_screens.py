"""What the screens of a space show, in how many queries, and how they take what is typed."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation

from coalitions.models import Activity, Affiliation, Coalition, Organisation, Verb
from coalitions.roles import Role
from tests.coalitions.cast import add_coalition, add_member
from users import personal

SCREENS = ["overview", "members", "organisations", "activity", "settings", "invitations", "me"]


def grow(spaces, number):
    for index in range(number):
        organisation = Organisation.objects.create(
            coalition=spaces.rivers, registered_name=f"Organisation {number} {index}"
        )
        organisation.names.create(language="ar", name=f"منظمة {index}")
        member = add_member(
            spaces.rivers, f"Member{number}x{index}", Role.PENHOLDER, speaks_for=organisation
        )
        Affiliation.objects.create(membership=member, organisation=organisation)
        for verb in Verb:
            Activity.objects.create(
                coalition=spaces.rivers, verb=verb, by=member, about=member.pk, choice="observer"
            )


@pytest.mark.parametrize("name", SCREENS)
def test_a_larger_space_asks_no_more(spaces, browse, django_assert_max_num_queries, name):
    cora = browse("cora")
    path = reverse(f"spaces:{name}", args=[spaces.rivers.pk])
    cora.get(path)
    counted = []
    for number in (3, 12):
        grow(spaces, number)
        with django_assert_max_num_queries(20) as queries:
            assert cora.get(path).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_my_spaces_ask_no_more_for_more(spaces, browse, django_assert_max_num_queries):
    petra = browse("petra")
    petra.get(reverse("spaces:home"))
    counted = []
    for number in (2, 9):
        for index in range(number):
            space = add_coalition(f"Space {number} {index}")
            add_member(space, "Petra", Role.OBSERVER)
        with django_assert_max_num_queries(12) as queries:
            html = petra.get(reverse("spaces:home")).content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert "Space 9 8" in html
    assert "Lakes" not in html


def test_somebody_in_no_space_is_told_how_one_gets_there(spaces, browse):
    html = browse("nora").get(reverse("spaces:home")).content.decode()
    assert "You are in no space yet" in html
    assert "Rivers" not in html


def test_coordinators_change_what_their_space_is_called_and_not_the_register(spaces, browse):
    path = reverse("spaces:settings", args=[spaces.rivers.pk])
    said = {
        "name": "Currents",
        "purpose": "To keep them flowing.",
        "agreement": "",
        "sensitivity": "sensitive",
        "languages": ["ru"],
        "retained_until": "2099-01-01",
    }
    cora = browse("cora")
    assert cora.post(path, said).status_code == 302
    rivers = Coalition.objects.get(pk=spaces.rivers.pk)
    assert (rivers.name, rivers.label) == ("Currents", "Register: Rivers")
    assert (
        "To keep them flowing."
        in browse("olga").get(reverse("spaces:overview", args=[rivers.pk])).content.decode()
    )
    html = cora.post(path, said | {"retained_until": "2001-01-01", "name": "X"}).content.decode()
    assert "still to come" in html
    # What was refused changes nothing above the form.
    assert "<bdi>Currents</bdi></h1>" in html


def test_an_organisation_has_a_name_in_each_language_of_the_space(spaces, browse):
    cora = browse("cora")
    said = {
        "registered_name": "Ufer e.V.",
        "country": "DE",
        "un_status": "roster",
        "name_en": "Shore",
        "name_ar": "الشاطئ",
    }
    assert cora.post(reverse("spaces:add_organisation", args=[spaces.rivers.pk]), said)
    shore = Organisation.objects.get(registered_name="Ufer e.V.")
    with translation.override("ar"):
        assert shore.name == "الشاطئ"
        html = cora.get(reverse("spaces:organisations", args=[spaces.rivers.pk])).content.decode()
        assert "ألمانيا" in html
    del shore.name
    path = reverse("spaces:organisation", args=[spaces.rivers.pk, shore.pk])
    cora.post(path, said | {"name_ar": ""})
    with translation.override("ar"):
        assert Organisation.objects.get(pk=shore.pk).name == "Ufer e.V."
    twice = cora.post(
        reverse("spaces:add_organisation", args=[spaces.rivers.pk]),
        said | {"registered_name": "UFER E.V."},
    )
    assert "in the list already" in twice.content.decode()


def test_an_organisation_with_members_stays_in_the_list(spaces, browse):
    path = reverse("spaces:remove_organisation", args=[spaces.rivers.pk, spaces.ours.pk])
    html = browse("cora").post(path, follow=True).content.decode()
    assert "Change them first" in html
    spaces.petra.affiliations.all().delete()
    browse("cora").post(path)
    assert not Organisation.objects.filter(pk=spaces.ours.pk).exists()


def test_hours_are_those_of_the_place_of_whoever_reads(spaces, browse):
    row = Activity.objects.create(coalition=spaces.rivers, verb=Verb.FOUNDED)
    Activity.objects.filter(pk=row.pk).update(at=datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    path = reverse("spaces:activity", args=[spaces.rivers.pk])
    cora = browse("cora")
    assert "1 March 2026, 22:30" in cora.get(path).content.decode()
    get_user_model().objects.filter(pk=spaces.cora.user_id).update(time_zone="Asia/Tokyo")
    assert "2 March 2026, 07:30" in cora.get(path).content.decode()


def test_names_are_shown_as_they_were_typed_and_never_run(spaces, browse):
    spaces.petra.display_name = "<script>alert(1)</script>"
    spaces.petra.save()
    Activity.objects.create(
        coalition=spaces.rivers, verb=Verb.REMOVED, by=spaces.petra, about=spaces.petra.pk
    )
    html = browse("cora").get(reverse("spaces:overview", args=[spaces.rivers.pk])).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_my_data_tell_of_my_spaces_and_not_of_those_i_left(spaces):
    told = personal.data_of(spaces.people["petra"])["spaces"]
    assert [(each["space"], each["role"], each["speaks_for"]) for each in told] == [
        ("Rivers", "penholder", "River Keepers")
    ]
    assert [each["space"] for each in personal.data_of(spaces.people["fred"])["spaces"]] == [""]


def test_the_only_coordinator_cannot_delete_their_account(spaces, browse):
    assert any(
        "no coordinator but you" in str(each)
        for each in personal.reasons_to_stay(spaces.people["cora"])
    )
    assert not personal.reasons_to_stay(spaces.people["petra"])
    assert any(
        "under the name you have in that space" in str(each) for each in personal.what_stays()
    )


def test_whoever_deletes_their_account_is_in_no_space_and_their_name_stays(spaces, browse):
    personal.forget(spaces.people["petra"])
    html = browse("cora").get(reverse("spaces:overview", args=[spaces.rivers.pk])).content.decode()
    assert "Petra of the Rivers</bdi> left" in html
    assert (
        browse("cora")
        .get(reverse("spaces:members", args=[spaces.rivers.pk]))
        .context["space"]
        .member_count
        == 3
    )
