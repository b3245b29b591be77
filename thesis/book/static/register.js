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

  const takes = ([, , , stances], _, { finding, side }) => stances.some(
    ([name, stance]) => (!finding || name === finding) && (!side || stance === side));
  const NOTE_FACETS = {  // of a note; those of a source are its properties
    code: ([, , codes], wanted) => codes.includes(wanted),
    finding: takes,
    side: takes,
    notes: ([id], wanted) => wanted.split(",").some((run) => {
      const [first, last = first] = run.split("-").map(Number);
      return first <= Number(id.slice(1)) && Number(id.slice(1)) <= last;
    }),
  };
  const has = (value, wanted) => (Array.isArray(value) ? value.includes(wanted) : value === wanted);

  function search(query) {
    const words = fold(query.text || "").split(/\s+/).filter(Boolean);
    const facets = Object.entries(query).filter(([name, value]) => name !== "text" && value);
    const ofNotes = facets.filter(([name]) => name in NOTE_FACETS);
    const found = [];
    for (const source of sources) {
      if (!facets.every(([name, value]) => name in NOTE_FACETS || has(source[name], value))) continue;
      const inHead = words.every((word) => source.head.includes(word));
      const notes = source.notes.filter((note, i) =>
        words.every((word) => source.folded[i].includes(word) || source.head.includes(word)) &&
        ofNotes.every(([name, value]) => NOTE_FACETS[name](note, value, query)));
      if (notes.length || (inHead && !ofNotes.length)) found.push({ source, notes });
    }
    return { found, narrowed: ofNotes.length > 0 };
  }

  function element(name, text, attributes = {}) {
    const node = document.createElement(name);
    node.textContent = text;
    return Object.assign(node, attributes);
  }

  function item({ source, notes }, most) {
    const entry = document.createElement("li");
    entry.append(element("a", source.name, { href: source.uri }), " ", element("cite", source.title, { lang: source.language }));
    if (source.excluded) entry.append(" ", element("span", status.dataset.excluded, { className: "excluded" }));
    const list = document.createElement("ul");
    for (const [id, text] of notes.slice(0, most)) {
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
    const { found, narrowed } = active.length ? search(query) : { found: [], narrowed: false };
    const [most, mostNotes] = narrowed ? [found.length, Infinity] : [SHOWN, NOTES_SHOWN];
    results.replaceChildren(...found.slice(0, most).map((source) => item(source, mostNotes)));
    const number = (n) => n.toLocaleString(document.documentElement.lang);
    const notes = found.reduce((sum, { notes }) => sum + notes.length, 0);
    status.textContent = !active.length ? "" :
      status.dataset.found.replace("{n}", number(found.length)).replace("{m}", number(notes)) +
      (found.length > most ? ". " + status.dataset.more.replace("{n}", number(most)) : "");
    const state = new URLSearchParams(active).toString().replaceAll("%2C", ",");
    if (state !== location.hash.slice(1)) history.replaceState(null, "", "#" + state);
  }

  function restore() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const control of form.elements) if (control.name) control.value = state.get(control.name) || "";
    show();
  }

  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(() => { form.elements.notes.value = ""; show(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", restore);
  restore();
})();
