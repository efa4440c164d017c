// Province and commune: the commune is found by typing, with or without tone marks.

const fold = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

async function communesOf(box, province) {
  const answer = await fetch(`${box.dataset.areaUrl}?parent=${encodeURIComponent(province)}`);
  const list = await answer.json();
  return (list.areas || list.items || list).map((a) => ({ code: String(a.code), name: a.name, old: a.old || "" }));
}

function best(list, typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const score = (area) => {
    const text = fold(`${area.name} ${area.old}`);
    return words.every((w) => text.includes(w)) ? (fold(area.name).includes(words.join(" ")) ? 2 : 1) : 0;
  };
  return list.map((area) => [score(area), area]).filter(([s]) => s).sort((a, b) => b[0] - a[0]).slice(0, 12).map(([, a]) => a);
}

function enhance(box) {
  const province = box.querySelector("[data-area=province]");
  const commune = box.querySelector("[data-area=commune]");
  if (!province || !commune) return;
  const label = box.querySelector(`label[for="${commune.id}"]`);
  let list = [...commune.options].filter((o) => o.value).map((o) => ({ code: o.value, name: o.text, old: "" }));
  let shown = [];
  let at = -1;

  const input = document.createElement("input");
  Object.assign(input, { id: `${commune.id}-find`, className: "input", type: "text", autocomplete: "off", spellcheck: false });
  const options = document.createElement("ul");
  options.id = `${commune.id}-list`;
  options.setAttribute("role", "listbox");
  options.setAttribute("aria-label", label.textContent.trim());
  const set = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id };
  for (const name of ["aria-describedby", "aria-invalid"]) if (commune.hasAttribute(name)) set[name] = commune.getAttribute(name);
  for (const [name, value] of Object.entries(set)) input.setAttribute(name, value);
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.textContent = box.dataset.type;
  const frame = document.createElement("div");
  frame.className = "list-box";
  frame.append(input, options);
  commune.before(hint, frame);
  commune.hidden = true;
  label.htmlFor = input.id;
  input.value = commune.selectedIndex >= 0 && commune.value ? commune.options[commune.selectedIndex].text : "";
  for (const link of document.querySelectorAll(`a[href="#${commune.id}"]`)) link.hash = input.id;

  const mark = (index) => {
    at = index;
    [...options.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
    options.children[at]?.scrollIntoView({ block: "nearest" });
    if (at >= 0) input.setAttribute("aria-activedescendant", `${options.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const close = () => { options.replaceChildren(); shown = []; input.setAttribute("aria-expanded", "false"); mark(-1); };

  const open = () => {
    const typed = input.value.trim();
    shown = typed ? best(list, typed) : list.slice(0, 200);
    options.replaceChildren(...shown.map((area, i) => {
      const li = document.createElement("li");
      li.id = `${options.id}-${i}`;
      li.setAttribute("role", "option");
      li.textContent = area.old ? `${area.name} (${area.old})` : area.name;
      return li;
    }));
    if (typed && !shown.length) {
      const li = document.createElement("li");
      li.textContent = box.dataset.none;
      options.append(li);
    }
    input.setAttribute("aria-expanded", String(shown.length > 0));
    mark(typed && shown.length ? 0 : -1);
  };

  const choose = (area) => {
    if (![...commune.options].some((o) => o.value === area.code)) commune.add(new Option(area.name, area.code));
    commune.value = area.code;
    input.value = area.name;
    close();
    commune.dispatchEvent(new Event("change", { bubbles: true }));
  };

  input.addEventListener("input", () => { commune.value = ""; open(); });
  input.addEventListener("focus", () => { input.select(); if (!commune.value) open(); });
  input.addEventListener("blur", () => {
    const exact = list.find((a) => fold(a.name) === fold(input.value.trim()));
    if (!commune.value && exact) choose(exact);
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !shown.length) open();
    else if (event.key === "ArrowDown") mark(Math.min(at + 1, shown.length - 1));
    else if (event.key === "ArrowUp") mark(Math.max(at - 1, 0));
    else if (event.key === "Enter" && shown[at]) choose(shown[at]);
    else if (event.key === "Escape" && shown.length) close();
    else return;
    event.preventDefault();
  });
  options.addEventListener("pointerdown", (event) => event.preventDefault());
  options.addEventListener("click", (event) => {
    const index = [...options.children].indexOf(event.target.closest("li"));
    if (shown[index]) choose(shown[index]);
  });

  const load = async () => {
    if (!province.value) return;
    try {
      list = await communesOf(box, province.value);
      commune.replaceChildren(new Option("", ""), ...list.map((a) => new Option(a.name, a.code)));
    } catch {
      frame.remove();
      hint.remove();
      commune.hidden = false;
      label.htmlFor = commune.id;
    }
  };
  province.addEventListener("change", async () => {
    input.value = "";
    await load();
    commune.value = "";
    commune.dispatchEvent(new Event("change", { bubbles: true }));
  });
  if (!list.length) load();
}

for (const box of document.querySelectorAll("[data-area-picker]")) enhance(box);
