"""A person at a real browser: finds forms by their buttons and links by their words, types, ticks, chooses, presses.

It offers what `tests.pages.Browser` offers, so that the same journey runs with scripts, without them, and scriptless.
"""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Response

from marketplace.core.db import session
from marketplace.core.folding import fold
from marketplace.places.queries import directory
from tests.pages import Form, PageReader, words_of

CHOOSE_PROVINCE = "Xem các xã, phường của tỉnh này"  # a button only for those without scripts
PATIENCE_MS = 30_000


class Screen:
    """One person's browser window."""

    def __init__(self, context: BrowserContext, origin: str, *, scripts: bool = True) -> None:
        self.origin, self.scripts = origin, scripts
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.address}: {error}"))
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.status = 0

    def open(self, path: str) -> "Screen":
        """Type an address."""
        return self._arrive(self.page.goto(self.origin + path.partition("#")[0], wait_until="load"))

    def follow(self, words: str) -> "Screen":
        """Tap the link with these words, else the first whose words contain them."""
        links = self._read().links
        found = [href for href, text in links if words == text] + [href for href, text in links if words in text]
        assert found, f"no link «{words}» on {self.address}: {[text for _, text in links][:60]}"
        link = self._visible(self.page.locator(f'a[href="{found[0]}"]'))
        return self._tap(link)

    def press(self, words: str, /, *, files: dict[str, Any] | None = None, **typed: Any) -> "Screen":
        """Fill in the form that has a button with these words, and tap it."""
        if self.scripts and words == CHOOSE_PROVINCE:
            self._fill_in(self.page.locator("form:has([data-area-picker])"), typed, files or {})
            return self
        for number, form in enumerate(self._read().forms):
            for place, (_name, _value, text) in enumerate(form.buttons):
                if words in text:
                    element = self.page.locator("form").nth(number)
                    if files and self.scripts and element.locator("[data-sends]").count():
                        return self._choose_and_wait(element, typed, files)
                    self._fill_in(element, typed, files or {})
                    return self._tap(self._buttons(element, form.id).nth(place))
        buttons = [text for form in self._read().forms for _, _, text in form.buttons]
        raise AssertionError(f"no button «{words}» on {self.address} ({self.status}): {buttons}")

    def sees(self, *words: str, status: int = 200) -> "Screen":
        """Assert that the page answered so, and says all of this."""
        text = self.text
        lacking = [each for each in words if each not in text]
        assert self.status == status and not lacking, f"{self.address} ({self.status}) lacks {lacking}: {text[:3000]}"
        return self

    def fetch(self, path: str) -> tuple[str, bytes]:
        """Download a file with this window's cookies: its kind and its bytes."""
        answer = self.page.context.request.get(self.origin + path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        return answer.headers["content-type"].partition(";")[0], answer.body()

    def has_link(self, words: str) -> bool:
        """Whether some link's words contain these."""
        return any(words in text for _href, text in self._read().links)

    def has_button(self, words: str) -> bool:
        """Whether some button's words contain these."""
        return any(words in text for form in self._read().forms for _name, _value, text in form.buttons)

    def form(self, button: str) -> Form:
        """The form with a button of these words, as it stands."""
        return next(form for form in self._read().forms if any(button in text for _, _, text in form.buttons))

    @property
    def address(self) -> str:
        """The path and query of the present page."""
        return self.page.url.removeprefix(self.origin)

    @property
    def html(self) -> str:
        """The page as it stands now; where scripts run, without what is only for those without."""
        content = self.page.content()
        return re.sub(r"<noscript>.*?</noscript>", "", content, flags=re.S) if self.scripts else content

    @property
    def text(self) -> str:
        """The words of the page."""
        return words_of(self.html)

    def _read(self) -> PageReader:
        reader = PageReader(self.address.partition("#")[0])
        reader.feed(self.html)
        return reader

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(f"{self.address}: {text}")

    def _arrive(self, response: Response | None) -> "Screen":
        assert response is not None, f"no answer at {self.address}"
        self.status = response.status
        assert self.status < 500, f"{self.address} answered {self.status}"
        if self.scripts and self.page.locator("[data-area-picker]").count():
            self.page.locator("[role=combobox]").first.wait_for()
        return self

    def _tap(self, target: Locator) -> "Screen":
        self._unfold(target)
        with self.page.expect_navigation(wait_until="load", timeout=PATIENCE_MS) as moved:
            target.click()
        return self._arrive(moved.value)

    def _choose_and_wait(self, form: Locator, typed: dict[str, Any], files: dict[str, Any]) -> "Screen":
        """Choose files that go by themselves, and wait for the answer."""
        with self.page.expect_navigation(wait_until="load", timeout=PATIENCE_MS) as moved:
            self._fill_in(form, typed, files)
        return self._arrive(moved.value)

    def _buttons(self, element: Locator, form_id: str) -> Locator:
        """The buttons that send a form, those beside it that name it among them."""
        within = element.locator("button:not([type=button]):not([form])")
        return within.or_(self.page.locator(f'button[form="{form_id}"]')) if form_id else within

    def _visible(self, candidates: Locator) -> Locator:
        for place in range(candidates.count()):
            if candidates.nth(place).is_visible():
                return candidates.nth(place)
        return candidates.first

    def _unfold(self, target: Locator) -> None:
        """Open the folded parts of the page in which something lies."""
        folded = target.locator("xpath=ancestor::details[not(@open)]")
        while folded.count():
            folded.first.locator("> summary").click()

    def _fill_in(self, form: Locator, typed: dict[str, Any], files: dict[str, Any]) -> None:
        for name, value in sorted(typed.items(), key=lambda pair: pair[0] == "commune"):
            self._fill(form, name, value)
        for name, sent in files.items():
            self._attach(form, name, sent if isinstance(sent, list) else [sent])

    def _fill(self, form: Locator, name: str, value: Any) -> None:
        field = form.locator(f'[name="{name}"]')
        assert field.count(), f"the form has no field {name} on {self.address}"
        self._unfold(field.first)
        kind = field.first.get_attribute("type") or field.first.evaluate("el => el.tagName.toLowerCase()")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                form.locator(f'[name="{name}"][value="{one}"]').check()
        elif name == "commune":
            self._take_commune(form, value)
        elif kind == "select":
            field.select_option(value)
        else:
            field.fill(value)

    def _take_commune(self, form: Locator, code: str) -> None:
        """Tap it where the page offers it; else type its name without tone marks, and tap it in the list."""
        offered = form.locator(f'[name="chosen"][value="{code}"]')
        if offered.count():
            offered.check()
            return
        name = directory()[code].name
        session.rollback()
        form.locator("[role=combobox]").fill(fold(name))
        form.get_by_role("option", name=re.compile(rf"^{re.escape(name)}, ")).first.click()
        assert form.locator('[name="commune"]').input_value() == code

    def _attach(self, form: Locator, name: str, sent: list[tuple[Any, str]]) -> None:
        field = form.locator(f'input[type=file][name="{name}"]')
        self._unfold(field)
        field.set_input_files(
            [{"name": title, "mimeType": "image/jpeg", "buffer": content.getvalue()} for content, title in sent]
        )
