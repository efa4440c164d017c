// For officers: walking a queue with the keyboard (j down, k up, Enter opens), ticking a whole page at once.

const rows = [...document.querySelectorAll("tr[data-row]")];
const typing = (el) => /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName) || el.isContentEditable;
const linkOf = (row) => row?.querySelector("a[href]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !rows.length) return;
  const at = rows.indexOf(document.activeElement.closest("tr[data-row]"));
  if (event.key === "j") linkOf(rows[Math.min(at + 1, rows.length - 1)])?.focus();
  else if (event.key === "k") linkOf(rows[Math.max(at - 1, 0)])?.focus();
});

document.addEventListener("change", (event) => {
  const name = event.target.dataset?.checkAll;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
});
