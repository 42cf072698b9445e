"""Headers, exactly; and the two settings of a reader."""

import pytest

from tests.headers import PUBLIC_POLICY


def policy(response):
    return set(response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("path", ["/en/", "/en/nothing/", "/robots.txt", "/sitemap.xml"])
def test_the_strict_policy_is_everywhere(client, homes, path):
    assert policy(client.get(path)) == PUBLIC_POLICY


def test_the_admin_has_the_policy_wagtail_needs_and_nothing_foreign(client, cast):
    client.force_login(cast.edith)
    found = policy(client.get("/admin/"))
    assert "script-src 'self' 'unsafe-inline'" in found
    assert "frame-ancestors 'self'" in found
    assert not [rule for rule in found if "http" in rule or "unsafe-eval" in rule or "*" in rule]


@pytest.mark.parametrize("path", ["/en/", "/en/account/sign-in/"])
def test_there_is_one_policy_and_no_second_that_only_reports(client, homes, path):
    assert "Content-Security-Policy-Report-Only" not in client.get(path)


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-en.xml"])
def test_what_machines_read_is_asked_for_again_each_time(client, homes, path):
    assert client.get(path)["Cache-Control"] == "no-cache"


def test_a_path_that_only_looks_like_the_admin_has_the_strict_policy(client, homes):
    assert policy(client.get("/administrators/")) == PUBLIC_POLICY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
@pytest.mark.parametrize("path", ["/en/", "/en/nothing/"])
def test_each_answer_has_the_fixed_headers(client, homes, path, name, value):
    response = client.get(path)
    assert response[name] == value
    assert "geolocation=()" in response["Permissions-Policy"]


def test_nothing_of_the_admin_is_kept(client, cast):
    client.force_login(cast.edith)
    assert client.get("/admin/")["Cache-Control"] == "private, no-store"


def test_a_link_saves_data_and_leaves_a_clean_address(client, homes):
    response = client.get("/en/", {"data": "low", "x": "1"})
    assert (response.status_code, response["Location"]) == (302, "/en/?x=1")
    cookie = response.cookies["data"]
    assert (cookie.value, cookie["expires"], cookie["max-age"]) == ("low", "", "")
    html = client.get("/en/").content.decode()
    assert "fonts.css" not in html
    assert "woff2" not in html
    client.get("/en/", {"data": "full"})
    assert "fonts.css" in client.get("/en/").content.decode()


def test_a_browser_that_asks_to_save_data_is_heard(client, homes):
    html = client.get("/en/", headers={"save-data": "on"}).content.decode()
    assert "fonts.css" not in html


@pytest.mark.parametrize("path", ["//evil.example/?data=low", "/\\evil.example/?data=low"])
def test_saving_data_never_leads_elsewhere(client, homes, path):
    response = client.get(path)
    location = response.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.parametrize(("cookie", "shown"), [("dark", True), ("light", True), ('"><b>', False)])
def test_the_theme_is_set_by_the_server(client, homes, cookie, shown):
    client.cookies["theme"] = cookie
    html = client.get("/en/").content.decode()
    assert (f'data-theme="{cookie}"' in html) is shown
    assert "<b>" not in html.split("<body>")[0]
