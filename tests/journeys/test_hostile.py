"""Whatever is brought into a space is words: nothing of it runs in anybody's browser."""

import pytest
from playwright.sync_api import expect

from tests.journeys.writers import text_of

pytestmark = pytest.mark.browser

# Each would leave its number in the window.
MARKUP = "".join(
    each.replace("N", str(number))
    for number, each in enumerate(
        [
            "<img src=x onerror='window.ran=N'>",
            "<svg onload='window.ran=N'><script>window.ran=N</script></svg>",
            "<script>window.ran=N</script>",
            "<a href='javascript:window.ran=N'>press me</a>",
            "<iframe srcdoc='<script>parent.ran=N</script>'></iframe>",
            "<details open ontoggle='window.ran=N'>more</details>",
            "<math><mtext><table><mglyph><style><img src=x onerror='window.ran=N'></style>",
            "<input autofocus onfocus='window.ran=N'>",
            "<form><button formaction='javascript:window.ran=N'>press me</button></form>",
            "<object data='data:text/html,<script>parent.ran=N</script>'></object>",
            "<b style='background:url(javascript:window.ran=N)'>bold</b>",
            "<template shadowrootmode=open><img src=x onerror='window.ran=N'></template>",
        ]
    )
)
SCREENS = ["", "write/", "versions/1/", "compare/?from=1", "comments/", "proposals/", "details/"]
PASTE = """([words, type]) => {
    const data = new DataTransfer();
    data.setData(type, words);
    const said = {clipboardData: data, bubbles: true, cancelable: true};
    const event = new ClipboardEvent("paste", said);
    document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


def assert_nothing_ran(visitor):
    # Events of what is loaded, or fails to load, come after the page.
    visitor.page.wait_for_timeout(200)
    assert visitor.page.evaluate("window.ran") is None, visitor.path
    runs = "a[href^='javascript:' i], main [onerror], main [onload], main iframe, main object"
    assert visitor.page.locator(runs).count() == 0, visitor.path


@pytest.mark.parametrize("kind", ["text/html", "text/markdown"])
def test_nothing_of_a_file_runs(writers, kind):
    ibis, egret = writers
    page = ibis.page
    space = ibis.path.partition("drafts/")[0]
    ibis.go(f"{space}drafts/begin/")
    page.locator("main [name=title]").fill(MARKUP[:200])
    page.locator("main [name=kind]").select_option("letter")
    page.locator("main [name=begins][value=file]").check()
    name = "hostile.html" if kind == "text/html" else "hostile.md"
    content = f"<p>We ask {MARKUP}</p>" if kind == "text/html" else f"We ask {MARKUP}"
    page.locator("main [name=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content.encode()}
    )
    page.get_by_role("button", name="Begin").click()
    # What a draft cannot hold is told first, and the text shown.
    if "begin/" in ibis.path and page.get_by_role("button", name="Begin").count():
        page.get_by_role("button", name="Begin").click()
    expect(text_of(ibis)).to_contain_text("We ask")
    draft = ibis.path.removesuffix("write/")
    assert_nothing_ran(ibis)

    egret.go(f"{draft}comments/new/")
    lines = egret.page.locator("main [name=line]")
    lines.select_option(index=lines.locator("option").count() - 1)
    egret.page.locator("main [name=text]").fill(MARKUP)
    egret.page.locator("main [name=wording]").fill(MARKUP)
    egret.page.get_by_role("button", name="Comment", exact=True).click()
    expect(egret.page.locator(".thread").first).to_be_visible()
    for visitor in writers:
        for screen in SCREENS:
            visitor.go(draft + screen)
            assert_nothing_ran(visitor)
        visitor.go(f"{space}drafts/")
        assert_nothing_ran(visitor)


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_nothing_that_is_pasted_runs(writers, kind):
    ibis, egret = writers
    text_of(ibis).locator("p").first.click()
    ibis.page.evaluate(PASTE, [f"<p>pasted words {MARKUP}</p>", kind])
    for visitor in writers:
        expect(text_of(visitor)).to_contain_text("pasted words")
        assert_nothing_ran(visitor)
    expect(ibis.page.locator("[data-part=state]")).to_have_text("Saved")
    egret.go(ibis.path.removesuffix("write/"))
    expect(egret.page.locator("main")).to_contain_text("pasted words")
    assert_nothing_ran(egret)
    # The editor reads it in a document without a window; what is not run there is told as well.
    ibis.forgive("violates the following Content Security Policy")
    ibis.forgive("content security policy: ")
