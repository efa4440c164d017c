"""A browser without scripts: reads a page's forms as they stand, fills them in, and sends what a person would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.visitors import ORIGIN, Visitor, words_of


@dataclass
class Form:
    """One form of a page: where it goes, and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, Any] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, words
    choices: dict[str, list[str]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)  # choices of which more than one may be made
    files: set[str] = field(default_factory=set)
    closed: set[tuple[str, str]] = field(default_factory=set)  # choices that cannot be made: disabled
    id: str = ""

    def tick(self, name: str, value: str) -> None:
        """Take a choice as made."""
        if name in self.several:
            self.fields[name] = [*self.fields.get(name, []), value]
        else:
            self.fields[name] = value


class PageReader(HTMLParser):
    """Reads the forms, links and headings of a page."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address, self.forms, self.links = address, [], []
        self.headings: list[str] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._textarea: str | None = None
        self._words: list[str] | None = None
        self._link: tuple[str, list[str]] | None = None
        self._button: tuple[Form, str, str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in a:
            self._link = (a["href"], [])
        elif tag in ("h1", "h2"):
            self._words = []
        elif tag == "form":
            self._form = Form(a.get("action") or self.address, a.get("method", "get").lower(), id=a.get("id", ""))
            self.forms.append(self._form)
        elif tag == "button" and a.get("type", "submit") == "submit" and (owner := self._owner(a.get("form"))):
            self._button, self._words = (owner, a.get("name", ""), a.get("value", "")), []
        elif (owner := self._owner(a.get("form"))) is not None:
            self._in_form(owner, tag, a, "checked" in dict(attributes), "selected" in dict(attributes))

    def _owner(self, form_id: str | None) -> Form | None:
        """The form a button or field is of: the one it names, else the one it stands in."""
        return next((form for form in self.forms if form.id == form_id), None) if form_id else self._form

    def _in_form(self, form: Form, tag: str, a: dict[str, str], checked: bool, selected: bool) -> None:
        name = a.get("name", "")
        if tag == "input" and name:
            kind = a.get("type", "text")
            if kind == "file":
                form.files.add(name)
            elif kind in ("radio", "checkbox"):
                value = a.get("value", "on")
                form.choices.setdefault(name, []).append(value)
                if kind == "checkbox":
                    form.several.add(name)
                if "disabled" in a:
                    form.closed.add((name, value))
                elif checked:
                    form.tick(name, value)
            elif kind != "submit":
                form.fields[name] = a.get("value", "")
        elif tag == "textarea" and name:
            self._textarea = name
            form.fields[name] = ""
        elif tag == "select" and name:
            self._select = name
            form.choices[name] = []
        elif tag == "option" and self._select:
            value = a.get("value", "")
            form.choices[self._select].append(value)
            if selected or self._select not in form.fields:
                form.fields[self._select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self.links.append((self._link[0], " ".join("".join(self._link[1]).split())))
            self._link = None
        elif tag in ("h1", "h2") and self._words is not None:
            self.headings.append(" ".join("".join(self._words).split()))
            self._words = None
        elif tag == "button" and self._button:
            form, name, value = self._button
            form.buttons.append((name, value, " ".join("".join(self._words or []).split())))
            self._button = self._words = None
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea:
            if self._form is not None:  # browsers drop the first line break
                self._form.fields[self._textarea] = (
                    self._form.fields[self._textarea].replace("\r\n", "\n", 1).removeprefix("\n")
                )
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea and self._form is not None:
            self._form.fields[self._textarea] += data
        if self._words is not None:
            self._words.append(data)
        if self._link is not None:
            self._link[1].append(data)


class Browser:
    """One person's browser, moving from page to page."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.address = visitor, "/"
        self.response: TestResponse | None = None
        self._page: PageReader | None = None

    def open(self, path: str) -> "Browser":
        """Open a page; following redirects, as browsers do."""
        return self._arrive(path, self.visitor.get(path))

    def follow(self, words: str) -> "Browser":
        """Click the link with these words, else the first whose words contain them."""
        found = [href for href, text in self._read.links if words == text]
        found += [href for href, text in self._read.links if words in text]
        assert found, f"no link «{words}» on {self.address}: {[t for _, t in self._read.links][:60]}"
        return self.open(found[0])

    def fetch(self, path: str) -> tuple[str, bytes]:
        """Download a file: its kind and its bytes."""
        answer = self.visitor.get(path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return answer.mimetype, answer.get_data()

    def has_link(self, words: str) -> bool:
        """Whether some link's words contain these."""
        return any(words in text for _href, text in self._read.links)

    def has_button(self, words: str) -> bool:
        """Whether some button's words contain these."""
        return any(words in text for form in self._read.forms for _name, _value, text in form.buttons)

    def press(self, words: str, /, *, files: dict[str, Any] | None = None, **typed: Any) -> "Browser":
        """Fill in the form that has a button with these words, and press it."""
        for form in self._read.forms:
            for name, value, text in form.buttons:
                if words in text:
                    return self._send(form, {name: value} if name else {}, typed, files or {})
        buttons = [b[2] for form in self._read.forms for b in form.buttons]
        raise AssertionError(f"no button «{words}» on {self.address} ({self.status}): {buttons}; {self.text[:400]}")

    def sees(self, *words: str, status: int = 200) -> "Browser":
        """Assert that the page answered so, and says all of this."""
        lacking = [each for each in words if each not in self.text]
        assert self.status == status and not lacking, f"{self.address} ({self.status}) lacks {lacking}: {self.text}"
        return self

    @property
    def text(self) -> str:
        """The words of the page."""
        return words_of(self.html)

    @property
    def status(self) -> int:
        """The status of the last answer."""
        assert self.response is not None
        return self.response.status_code

    @property
    def html(self) -> str:
        """The page as it was sent."""
        assert self.response is not None
        return self.response.get_data(as_text=True)

    def form(self, button: str) -> Form:
        """The form with a button of these words."""
        for form in self._read.forms:
            if any(button in text for _, _, text in form.buttons):
                return form
        raise AssertionError(f"no form with «{button}» on {self.address}")

    @property
    def forms(self) -> list[Form]:
        """All forms of the page."""
        return self._read.forms

    @property
    def _read(self) -> PageReader:
        assert self._page is not None
        return self._page

    def _send(self, form: Form, button: dict[str, str], typed: dict[str, Any], files: dict[str, Any]) -> "Browser":
        typed = _tapped(form, typed)
        unknown = {name for name in typed if name not in form.fields and name not in form.choices}
        assert not unknown, f"the form has no field {unknown}: {sorted(form.fields)} {sorted(form.choices)}"
        assert set(files) <= form.files, f"the form takes no such files: {sorted(form.files)}"
        for name, value in typed.items():
            self._assert_offered(form, name, value)
        data = {**form.fields, **button, **typed, **files}
        data = {name: value for name, value in data.items() if value is not None}
        path = form.action.partition("#")[0]
        if form.method == "get":
            return self._arrive(path, self.visitor.get(path, query_string=data))
        return self._arrive(path, self.visitor.send(path, data))

    def _assert_offered(self, form: Form, name: str, value: Any) -> None:
        if name not in form.choices or value is None:
            return
        for one in value if isinstance(value, list) else [value]:
            offered = one in form.choices[name] and (name, one) not in form.closed
            assert offered, f"«{one}» is no choice of {name}: {form.choices[name][:40]}"

    def _arrive(self, path: str, response: TestResponse) -> "Browser":
        for _ in range(8):
            if response.status_code not in (301, 302, 303):
                break
            path = response.headers["Location"]
            if path.startswith("http") and not path.startswith(ORIGIN):
                break
            response = self.visitor.get(path.partition("#")[0])
        assert response.status_code < 500, f"{path} answered {response.status_code}"
        self.address, self.response = path, response
        self._page = PageReader(path.partition("#")[0])
        if response.mimetype == "text/html":
            self._page.feed(response.get_data(as_text=True))
        return self


def _tapped(form: Form, typed: dict[str, Any]) -> dict[str, Any]:
    """A commune is taken from those the page offers, where it offers any."""
    if typed.get("commune") not in form.choices.get("chosen", []):
        return typed
    return {name: value for name, value in typed.items() if name != "commune"} | {"chosen": typed["commune"]}
