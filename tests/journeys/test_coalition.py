"""A coalition at work: from its founding to a page that everybody reads, and to a farewell."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.editor import PageForm, sign_in
from tests.browser.hands import Hands
from tests.cast import PASSWORD
from tests.factories import photograph
from tests.journeys.test_accessibility import found_on
from tests.journeys.test_comments import select
from tests.journeys.test_door import with_a_passkey
from tests.journeys.test_editor import take_down
from tests.journeys.test_spaces import come_in, found, join, link_in
from tests.journeys.writers import text_of, type_at_the_end_of

pytestmark = pytest.mark.browser

TITLES = {"en": "To the Committee", "ar": "إلى اللجنة"}
TEXTS = {
    "en": "We ask the Committee.\n\nThey cannot wait.",
    "ar": "نناشد اللجنة.\n\nلا يمكنهم الانتظار.",
}
MORE = {"en": (" All of us.", " None."), "ar": (" كلنا.", " لا أحد.")}
ASKED = {"en": ("ask", "urge"), "ar": ("نناشد", "نحث")}
PLACE = "4242 Secret Street"


def in_language(link, language):
    return link.replace("/en/", f"/{language}/", 1)


def invite_edith(demo, heron, edith, space):
    """Somebody who edits the public site is invited to write here too."""
    heron.visitor.go(f"{space}invitations/")
    heron.fill(email="edith@example.org")
    heron.choose("role", "penholder")
    heron.press("Send the invitation")
    sign_in(edith.visitor, PASSWORD, "edith@example.org")
    edith.visitor.go(
        in_language(
            link_in(demo.letter_to("edith@example.org", of="/spaces/invitation/")), edith.language
        )
    )
    join(edith, "Purple Swamphen")


def type_in_the_first_line(hands, words):
    if not hands.by_keyboard:
        type_at_the_end_of(hands.visitor, words, 0)
        return
    hands.reach(text_of(hands.visitor))
    for key in ("Control+Home", "End"):
        hands.visitor.page.keyboard.press(key)
    hands.visitor.page.keyboard.type(words, delay=15)


def write_together(heron, edith, space):
    """Both write in one paragraph; one loses the line, writes on, and comes back."""
    heron.visitor.go(f"{space}drafts/begin/")
    heron.fill(title=TITLES[heron.language])
    heron.choose("kind", "letter")
    heron.choose("language", heron.language)
    heron.tick("begins", "pasted")
    heron.fill(pasted=TEXTS[heron.language])
    heron.press("Begin")
    draft = heron.visitor.path.removesuffix("write/")
    edith.visitor.go(f"{draft}write/")
    both = (heron.visitor, edith.visitor)
    for each in both:
        expect(text_of(each)).to_contain_text(TEXTS[heron.language].split("\n")[0])
    mine, hers = MORE[heron.language]
    # Not a letter of the one may have reached the other, who would rightly write after it.
    edith.visitor.page.context.set_offline(True)
    type_in_the_first_line(heron, mine)
    type_at_the_end_of(edith.visitor, hers, 0)
    edith.visitor.page.context.set_offline(False)
    for each in both:
        expect(text_of(each)).to_contain_text(mine.strip())
        expect(text_of(each)).to_contain_text(hers.strip())
        expect(each.page.locator("[data-part=state]")).to_have_text(heron.said("Saved"))
    edith.visitor.forgive("ERR_INTERNET_DISCONNECTED")
    return draft


def propose_and_decline(heron, edith, draft):
    words, wording = ASKED[heron.language]
    edith.visitor.go(draft)
    line = edith.visitor.page.locator(".notes [data-at]").first.inner_text()
    start = line.index(words)
    select(edith.visitor, 0, start, 0, start + len(words))
    edith.follow("Comment on what is selected")
    edith.fill(text="@Grey, firmer?", wording=wording)
    edith.tick("red_line")
    edith.press("Comment")
    # What waits for her is on her home.
    heron.visitor.go(f"/{heron.language}/spaces/")
    expect(heron.visitor.page.locator("main")).to_contain_text("Purple Swamphen")
    heron.visitor.go(draft)
    heron.follow("Answer the proposal")
    heron.tick("answer", "declined")
    heron.fill(reason="Three of us cannot.")
    heron.press("Answer")
    heron.follow("Proposals")
    expect(heron.visitor.page.locator("table")).to_contain_text("Three of us cannot.")


def compare_and_restore(heron, draft):
    heron.visitor.go(f"{draft}versions/")
    heron.fill(words="Before the vote")
    heron.press("Save the version")
    heron.visitor.go(f"{draft}versions/1/")
    heron.follow("Compare with the newest")
    expect(heron.visitor.page.locator(".diff ins").first).to_be_visible()
    heron.visitor.go(f"{draft}versions/1/")
    heron.press("Bring this version back")
    expect(heron.visitor.page.locator("main")).not_to_contain_text(MORE[heron.language][0].strip())


def keep_a_photograph(heron, space):
    page = heron.visitor.page
    heron.visitor.go(f"{space}files/add/")
    picture = {"name": "river.jpg", "mimeType": "image/jpeg", "buffer": photograph(PLACE)}
    page.locator("[name=uploads]").set_input_files(picture)
    heron.press("Add")
    heron.follow("river", exact=False)
    link = page.get_by_role("link", name=heron.said("Load the file")).first
    kept = page.request.get(str(link.get_attribute("href"))).body()
    assert PLACE.encode() not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def share_a_page(demo, heron, edith, space):
    """What is shared is read and commented on in the space, and answered beside the page."""
    shared = demo.first("standardpage", heron.language)
    page = edith.visitor.page
    edith.visitor.go(f"/admin/spaces/pages/{shared.pk}/")
    page.locator("[name=until]").fill(f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%d}")
    page.get_by_role("button", name="Share it as it is now").click()
    expect(page.get_by_text("Members read the page as it is now")).to_be_visible()
    heron.visitor.go(f"{space}drafts/")
    heron.follow(shared.title, exact=False)
    heron.follow("Comment")
    lines = heron.field("line").evaluate("each => [...each.options].map((one) => one.value)")
    heron.choose("line", next(each for each in lines if each))
    heron.fill(text="Who else knows this?")
    heron.press("Comment")
    page.reload()
    expect(page.locator("main")).to_contain_text("Who else knows this?")


def publish(heron, edith, draft):
    heron.visitor.go(f"{draft}versions/1/")
    heron.follow("Hand to the editors")
    heron.fill(note="Not before noon.")
    heron.press("Hand over")
    page = edith.visitor.page
    edith.visitor.go("/admin/")
    edith.visitor.click_through(page.get_by_role("link", name=TITLES[heron.language]).first)
    expect(page.get_by_text("Not before noon.").first).to_be_visible()
    # What a statement needs beside its text.
    form = PageForm(edith.visitor)
    form.fill(addressee=TITLES[heron.language])
    form.add_block("signatories").locator("input[type=text]").first.fill("River Watch")
    key = form.publish()
    return key, page.get_by_role("link", name="View live").first.get_attribute("href")


@pytest.mark.parametrize(
    ("language", "width", "by_keyboard"), [("en", 1440, True), ("ar", 390, False)]
)
def test_a_text_becomes_a_page_and_a_member_leaves(demo, new_visitor, language, width, by_keyboard):
    adam, reader = new_visitor(), new_visitor()
    window = {"width": width, "height": 900}
    heron = Hands(with_a_passkey(new_visitor(viewport=window)), language, by_keyboard)
    edith = Hands(new_visitor(viewport={"width": 1440, "height": 900}), language)
    sign_in(adam, PASSWORD, "adam@example.org")
    link = found(demo, adam, f"Delta {language}", f"heron-{language}@example.org", language)
    come_in(heron, in_language(link, language))
    join(heron, "Grey Heron")
    space = heron.visitor.path
    invite_edith(demo, heron, edith, space)
    draft = write_together(heron, edith, space)
    propose_and_decline(heron, edith, draft)
    compare_and_restore(heron, draft)
    keep_a_photograph(heron, space)
    share_a_page(demo, heron, edith, space)
    key, address = publish(heron, edith, draft)
    reader.go(address)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    for words in TEXTS[language].split("\n\n"):
        expect(reader.page.locator("main")).to_contain_text(words)
    expect(reader.page.locator("main")).not_to_contain_text("Heron")

    # The demonstration is as it was, for the journeys that follow.
    take_down(edith.visitor, key)
    edith.visitor.go(draft)
    heron.visitor.go(f"{space}members/")
    heron.follow("Purple Swamphen", exact=False)
    heron.tick("sure")
    heron.press("Remove")
    assert edith.visitor.page.reload().status == 404
    edith.visitor.forgive("404")
    assert found_on(heron.visitor.page) == []
    assert heron.visitor.overflow <= 0
