"""Every address of the site, and what each role is answered there."""

from typing import Any

OPEN, SIGN_IN, REFUSED, MISSING = "open", "sign in", "refused", "not found"
ROLES = ("anonymous", "nora", "edith", "adam")

# What each of the four is answered, in that order.
EVERYBODY = (OPEN, OPEN, OPEN, OPEN)
PEOPLE = (SIGN_IN, OPEN, OPEN, OPEN)
EDITORS = (SIGN_IN, SIGN_IN, OPEN, OPEN)
ADMINISTRATORS = (SIGN_IN, SIGN_IN, REFUSED, OPEN)
NOBODY = (MISSING, MISSING, MISSING, MISSING)
# What is sent there, and not read.
POSTED = (SIGN_IN, SIGN_IN, "405", "405")
# Whoever else asks is not even told that they might sign in.
CHOOSERS = (MISSING, MISSING, OPEN, OPEN)

# A word among the arguments stands for the primary key of that thing.
TABLE: list[tuple[str, list[Any], tuple[str, ...]]] = [
    # The public site
    ("wagtail_serve", ["about/"], EVERYBODY),
    ("wagtail_serve", ["draft/"], NOBODY),
    ("search", [], EVERYBODY),
    # Of nothing there is no feed; of something: tests/search/test_feed.py.
    ("search_feed", [], NOBODY),
    ("search_suggest", [], EVERYBODY),
    ("topic_list", [], EVERYBODY),
    ("topic", ["rivers"], EVERYBODY),
    ("topic_feed", ["rivers"], EVERYBODY),
    ("region_list", [], EVERYBODY),
    ("region", ["drylands"], EVERYBODY),
    ("region_feed", ["drylands"], EVERYBODY),
    ("manifest", [], EVERYBODY),
    ("robots", [], EVERYBODY),
    ("security_txt", [], EVERYBODY),
    ("sitemap", [], EVERYBODY),
    ("health_live", [], EVERYBODY),
    ("health_ready", [], EVERYBODY),
    # Without its key, for anybody: tests/operations/test_metrics.py.
    ("metrics", [], NOBODY),
    ("django.contrib.sitemaps.views.sitemap", ["en"], EVERYBODY),
    ("wagtaildocs_serve", ["document", "file name"], EVERYBODY),
    ("original_image", ["image"], CHOOSERS),
    ("private_document", ["document"], CHOOSERS),
    # Nobody has one here; who may see one: tests/media/test_doors.py.
    ("portrait", ["1"], NOBODY),
    # The account: tests/users walks through it.
    ("account_login", [], (OPEN, "/en/spaces/", "/admin/", "/admin/")),
    ("wagtailadmin_login", [], (SIGN_IN,) * 4),
    ("mfa_login_webauthn", [], (SIGN_IN, "/en/spaces/", "/admin/", "/admin/")),
    ("mfa_authenticate", [], (SIGN_IN, "/en/spaces/", "/admin/", "/admin/")),
    ("account_logout", [], (SIGN_IN, OPEN, OPEN, OPEN)),
    ("account_inactive", [], EVERYBODY),
    ("account", [], PEOPLE),
    ("account_profile", [], PEOPLE),
    ("account_sessions", [], (SIGN_IN, "405", "405", "405")),
    ("account_data", [], PEOPLE),
    ("account_delete", [], PEOPLE),
    ("mfa_index", [], PEOPLE),
    ("mfa_list_webauthn", [], PEOPLE),
    ("mfa_activate_totp", [], PEOPLE),
    ("mfa_deactivate_totp", [], (SIGN_IN, MISSING, MISSING, MISSING)),
    ("mfa_add_webauthn", [], PEOPLE),
    ("mfa_edit_webauthn", ["1"], (SIGN_IN, MISSING, MISSING, MISSING)),
    ("mfa_remove_webauthn", ["1"], (SIGN_IN, MISSING, MISSING, MISSING)),
    ("mfa_view_recovery_codes", [], (SIGN_IN, MISSING, MISSING, MISSING)),
    ("mfa_generate_recovery_codes", [], PEOPLE),
    # Nobody here has a second step: they show it in tests/users.
    ("mfa_reauthenticate", [], (SIGN_IN, *["/en/account/again/password/"] * 3)),
    ("mfa_reauthenticate_webauthn", [], (SIGN_IN, *["/en/account/again/password/"] * 3)),
    ("account_reauthenticate", [], PEOPLE),
    ("account_email", [], PEOPLE),
    ("account_email_verification_sent", [], EVERYBODY),
    ("account_confirm_email", ["MQ"], EVERYBODY),
    ("account_change_password", [], PEOPLE),
    ("account_set_password", [], (SIGN_IN, *["/en/account/password/"] * 3)),
    ("account_reset_password", [], EVERYBODY),
    ("account_reset_password_done", [], EVERYBODY),
    ("account_reset_password_from_key_done", [], EVERYBODY),
    ("account_reset_password_from_key", ["1", "x-y"], EVERYBODY),
    # Spaces: who is answered what in one of them is in tests/coalitions/access_table.py.
    ("spaces:home", [], PEOPLE),
    ("spaces:invitation", [], NOBODY),
    ("spaces:invitation_link", ["x"], ("/en/spaces/invitation/",) * 4),
    # With a token that was sent: tests/coalitions/test_news.py.
    ("spaces:stop_mails", ["x"], NOBODY),
    ("spaces:decline", [], ("405", "405", "405", "405")),
    ("coalitions_admin:index", [], ADMINISTRATORS),
    ("coalitions_admin:found", [], ADMINISTRATORS),
    ("coalitions_admin:space", ["space"], ADMINISTRATORS),
    ("coalitions_admin:break_glass", ["space"], ADMINISTRATORS),
    # Who writes in a space may: tests/coalitions/test_sharing.py.
    ("coalitions_admin:share", ["page"], (SIGN_IN, SIGN_IN, MISSING, MISSING)),
    ("coalitions_admin:end_sharing", ["page", "space"], (SIGN_IN, SIGN_IN, MISSING, MISSING)),
    # A link signs nobody out: the way out takes a form.
    ("wagtailadmin_logout", [], ("405", "405", "405", "405")),
    # Pages
    ("wagtailadmin_home", [], EDITORS),
    ("wagtailadmin_account", [], EDITORS),
    ("wagtailadmin_explore_root", [], EDITORS),
    ("wagtailadmin_explore", ["home"], EDITORS),
    ("wagtailadmin_pages:add_subpage", ["home"], EDITORS),
    ("wagtailadmin_pages:add", ["core", "standardpage", "home"], EDITORS),
    ("wagtailadmin_pages:edit", ["page"], EDITORS),
    ("wagtailadmin_pages:edit", ["draft"], EDITORS),
    ("wagtailadmin_pages:view_draft", ["draft"], EDITORS),
    ("wagtailadmin_pages:history", ["draft"], EDITORS),
    ("wagtailadmin_pages:usage", ["draft"], EDITORS),
    ("wagtailadmin_pages:unpublish", ["page"], EDITORS),
    ("wagtailadmin_pages:delete", ["page"], EDITORS),
    ("wagtailadmin_pages:copy", ["page"], EDITORS),
    ("wagtailadmin_pages:move", ["page"], EDITORS),
    ("wagtailadmin_pages:search", [], EDITORS),
    ("wagtailadmin_choose_page", [], EDITORS),
    ("wagtailadmin_api:pages:listing", [], EDITORS),
    # Images, documents, topics
    ("wagtailimages:index", [], EDITORS),
    ("wagtailimages:add", [], EDITORS),
    ("wagtailimages:edit", ["image"], EDITORS),
    ("wagtailimages:delete", ["image"], EDITORS),
    ("wagtailimages_chooser:choose", [], EDITORS),
    ("wagtaildocs:index", [], EDITORS),
    ("wagtaildocs:add", [], EDITORS),
    ("wagtaildocs:edit", ["document"], EDITORS),
    ("wagtaildocs:delete", ["document"], EDITORS),
    ("wagtaildocs_chooser:choose", [], EDITORS),
    ("wagtailsnippets_core_topic:list", [], EDITORS),
    ("wagtailsnippets_core_topic:add", [], EDITORS),
    ("wagtailsnippets_core_topic:edit", ["water"], EDITORS),
    ("wagtailsnippets_core_region:list", [], EDITORS),
    ("wagtailsnippets_search_pin:list", [], EDITORS),
    ("wagtailsnippets_search_pin:add", [], EDITORS),
    ("wagtailsnippets_search_synonyms:list", [], EDITORS),
    ("wagtailsnippets_search_synonyms:add", [], EDITORS),
    ("search_admin:misses", [], EDITORS),
    ("search_admin:explain", [], EDITORS),
    # Translation
    ("wagtail_localize:submit_page_translation", ["page"], EDITORS),
    ("wagtail_localize:translations_report", [], EDITORS),
    ("wagtail_localize:translations_report_results", [], EDITORS),
    ("wagtail_localize:update_translations", ["source"], EDITORS),
    ("wagtail_localize:edit_string_translation", ["translation", "segment"], POSTED),
    ("wagtail_localize:edit_override", ["translation", "segment"], POSTED),
    ("wagtail_localize:download_pofile", ["translation"], EDITORS),
    ("wagtail_localize:upload_pofile", ["translation"], POSTED),
    ("wagtail_localize:machine_translate", ["translation"], POSTED),
    ("wagtail_localize:preview_translation", ["translation"], EDITORS),
    ("wagtail_localize:stop_translation", ["translation"], POSTED),
    ("wagtail_localize:convert_to_alias", ["spanish"], EDITORS),
    ("translation:queue", [], EDITORS),
    ("translation:page", ["page"], EDITORS),
    ("translation:changes", ["spanish"], EDITORS),
    ("translation:left", ["spanish", "publish"], EDITORS),
    ("translation:left", ["spanish", "submit"], EDITORS),
    # What the admin's own menu asks
    ("wagtailadmin_api:pages:listing", [], EDITORS),
    ("wagtailadmin_api:pages:detail", ["page"], EDITORS),
    ("wagtailadmin_api:pages:find", [], (SIGN_IN, SIGN_IN, MISSING, MISSING)),
    ("wagtailadmin_api:pages:action", ["page", "publish"], POSTED),
    # The site and its people
    ("wagtailsettings:edit", ["core", "sitesettings", "site"], EDITORS),
    ("wagtailadmin_reports:aging_pages", [], EDITORS),
    ("wagtailadmin_reports:site_history", [], EDITORS),
    ("wagtailadmin_reports:locked_pages", [], EDITORS),
    ("wagtailusers_users:index", [], ADMINISTRATORS),
    ("wagtailusers_users:add", [], ADMINISTRATORS),
    ("wagtailusers_users:edit", ["nora"], ADMINISTRATORS),
    ("wagtailusers_groups:index", [], ADMINISTRATORS),
    ("wagtailadmin_collections:index", [], ADMINISTRATORS),
    ("wagtailadmin_workflows:index", [], ADMINISTRATORS),
    ("wagtailredirects:index", [], ADMINISTRATORS),
    ("wagtaillocales:index", [], ADMINISTRATORS),
    ("wagtailsites:index", [], ADMINISTRATORS),
    # What happens behind the scenes
    ("health", [], ADMINISTRATORS),
    ("background:index", [], ADMINISTRATORS),
    ("background:give_up", [], ADMINISTRATORS),
    ("background:retry", [], (SIGN_IN, SIGN_IN, REFUSED, "405")),
    # Doors that are walled up
    ("wagtailadmin_password_reset", [], NOBODY),
    ("wagtailadmin_password_reset_confirm", ["MQ", "x"], NOBODY),
]
