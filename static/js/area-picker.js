// A place in her own words: the server finds all that is called so, under names of today and former ones, and she takes
// one. Nothing is taken for her but a name typed to the letter when nothing else is called so; late answers are dropped.

const PAUSE = 180; // milliseconds without a key before the server is asked

function comboboxOf(input, labelled) { // the WAI-ARIA combobox with a list of its own, and a line that is read out
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-list` });
  const said = Object.assign(document.createElement("p"), { className: "hint said" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", labelled.textContent.trim());
  said.setAttribute("role", "status");
  input.autocomplete = "off";
  const state = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(state)) input.setAttribute(name, value);
  input.after(list);
  input.parentElement.after(said);
  return { list, said };
}

function optionOf({ name, says, was }, id) {
  const option = Object.assign(document.createElement("li"), { id });
  option.setAttribute("role", "option");
  option.append(Object.assign(document.createElement("b"), { textContent: says || name }));
  if (was) option.append(Object.assign(document.createElement("span"), { className: "hint", textContent: was }));
  return option;
}

function enhance(box) {
  const [province, input, code] = ["province", "words", "code"].map((part) => box.querySelector(`[data-area=${part}]`));
  const { list, said } = comboboxOf(input, box.querySelector(`label[for="${input.id}"]`));
  let found = []; // what the server answered last, for the words `answered`
  let answered = null;
  let at = -1;
  let turn = 0;

  const words = () => input.value.trim();
  const isOpen = () => list.children.length > 0;
  const only = () => answered === words() && found.find((area) => area.only && area.parent === province.value);

  const some = () => found.length && (found.length > 1 ? box.dataset.some : box.dataset.one);

  const mark = (index) => {
    at = index;
    [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
    else input.removeAttribute("aria-activedescendant");
  };

  const show = (areas) => {
    list.replaceChildren(...areas.map((area, i) => optionOf(area, `${list.id}-${i}`)));
    input.setAttribute("aria-expanded", String(isOpen()));
    mark(-1);
  };

  const close = () => { turn += 1; show([]); };

  const ask = async (pause) => {
    const now = ++turn;
    const typed = words();
    const query = typed ? { q: typed, near: province.value } : { parent: province.value };
    if (typed.length === 1 || !(typed || province.value)) return show([]);
    await new Promise((done) => setTimeout(done, pause));
    if (now !== turn) return;
    const answer = await fetch(`${box.dataset.areaUrl}?${new URLSearchParams(query)}`).then((r) => r.json()).catch(() => ({}));
    if (now !== turn || typed !== words()) return;
    found = answer.areas || [];
    answered = answer.areas ? typed : null;
    said.textContent = answer.areas ? some() || box.dataset.none : box.dataset.down;
    show(found);
  };

  const choose = (area) => {
    if (area.parent) province.value = area.parent;
    code.value = area.code;
    input.value = area.says || area.name;
    said.textContent = "";
    remember();
    close();
    code.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const forget = () => { // what was taken for other words
    code.value = "";
    box.querySelector("[data-area=choices]")?.remove();
  };

  const remember = () => { // words, code and province together, for the page as it came
    const now = [input.value, code.value, province.value, input.defaultValue];
    if (`${history.state?.[input.id]}` !== `${now}`) history.replaceState({ ...history.state, [input.id]: now }, "");
  };

  const recall = () => { // after Back, or where keep.js brought them: the code is that of the words, or none
    const kept = history.state?.[input.id];
    if (kept?.[3] === input.defaultValue) [input.value, code.value, province.value] = kept;
    else code.value = words() === input.defaultValue ? code.dataset.code : "";
  };

  let pause;
  input.addEventListener("input", () => {
    forget();
    clearTimeout(pause);
    pause = setTimeout(remember, PAUSE);
    ask(PAUSE);
  });
  const narrow = matchMedia("(max-width: 47.99rem)");
  input.addEventListener("focus", () => { if (narrow.matches) input.scrollIntoView({ block: "start" }); });
  for (const way of ["focus", "click"]) input.addEventListener(way, () => { if (!code.value && !isOpen()) ask(0); });
  input.addEventListener("blur", () => {
    const sure = !code.value && words() && only();
    if (sure) choose(sure);
    else close();
    if (words() && !code.value) said.textContent ||= some() || box.dataset.some;
  });
  input.addEventListener("keydown", (event) => {
    const sure = !code.value && words() && only();
    if (event.key === "ArrowDown" && !isOpen()) ask(0);
    else if (event.key === "ArrowDown") mark(Math.min(at + 1, list.children.length - 1));
    else if (event.key === "ArrowUp" && isOpen()) mark(Math.max(at - 1, 0));
    else if (event.key === "Enter" && at >= 0) choose(found[at]);
    else if (event.key === "Enter" && sure) choose(sure);
    else if (event.key === "Enter" && words() && !code.value) ask(0);
    else if (event.key === "Escape" && isOpen()) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("li"));
    if (found[index]) choose(found[index]);
  });
  province.addEventListener("change", () => {
    forget();
    input.value = said.textContent = "";
    remember();
    close();
  });
  addEventListener("pageshow", recall);
  recall();
}

for (const box of document.querySelectorAll("[data-area-picker]")) enhance(box);
