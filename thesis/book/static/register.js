// Search and filter over the whole register; the state stands in the address, so it can be shared.
(() => {
  const SHOWN = 60;
  const NOTES_SHOWN = 3;
  const form = document.querySelector("form.register-search");
  if (!form || !window.registerIndex) return;
  form.hidden = false;
  const results = form.querySelector(".results");
  const status = form.querySelector(".found");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const sources = window.registerIndex.map((source) => ({
    ...source,
    head: fold([source.name, source.title, source.issuer, source.key].join(" ")),
    folded: source.notes.map(([id, text]) => fold(id + " " + text)),
  }));

  const has = (value, wanted) => (Array.isArray(value) ? value.includes(wanted) : value === wanted);

  function search(query) {
    const words = fold(query.text || "").split(/\s+/).filter(Boolean);
    const facets = Object.entries(query).filter(([name, value]) => name !== "text" && value);
    const found = [];
    for (const source of sources) {
      if (!facets.every(([name, value]) => has(source[name], value))) continue;
      const inHead = words.every((word) => source.head.includes(word));
      const notes = source.notes.filter((_, i) =>
        words.every((word) => source.folded[i].includes(word) || source.head.includes(word)));
      if (inHead || notes.length) found.push({ source, notes: words.length ? notes : source.notes });
    }
    return found;
  }

  function element(name, text, attributes = {}) {
    const node = document.createElement(name);
    node.textContent = text;
    return Object.assign(node, attributes);
  }

  function item({ source, notes }) {
    const entry = document.createElement("li");
    entry.append(element("a", source.name, { href: source.uri }), " ", element("cite", source.title));
    if (source.excluded) entry.append(" ", element("span", status.dataset.excluded, { className: "excluded" }));
    const list = document.createElement("ul");
    for (const [id, text] of notes.slice(0, NOTES_SHOWN)) {
      const note = document.createElement("li");
      const page = source.uri.split("#")[0];
      note.append(element("a", id, { href: `${page}#note-${id}`, className: "row-id" }), " " + text);
      list.append(note);
    }
    entry.append(list);
    return entry;
  }

  function show() {
    const query = Object.fromEntries(new FormData(form));
    const active = Object.entries(query).filter(([, value]) => value);
    const found = active.length ? search(query) : [];
    results.replaceChildren(...found.slice(0, SHOWN).map(item));
    const number = (n) => n.toLocaleString(document.documentElement.lang);
    const notes = found.reduce((sum, { notes }) => sum + notes.length, 0);
    status.textContent = !active.length ? "" :
      status.dataset.found.replace("{n}", number(found.length)).replace("{m}", number(notes)) +
      (found.length > SHOWN ? ". " + status.dataset.more.replace("{n}", number(SHOWN)) : "");
    const state = new URLSearchParams(active).toString();
    if (state !== location.hash.slice(1)) history.replaceState(null, "", "#" + state);
  }

  function restore() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const control of form.elements) if (control.name) control.value = state.get(control.name) || "";
    show();
  }

  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", restore);
  restore();
})();
