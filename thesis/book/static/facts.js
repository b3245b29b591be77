// Cards: what a fact rests on, shown when the reader points at it, focuses it or taps it.
// Without this script a fact is still a link into the register.
(() => {
  const GAP = 6;
  let open = null;
  let timer = null;

  const cardOf = (fact) => document.getElementById(fact.dataset.card || "card-" + fact.hash.slice(1));

  function close() {
    if (open) {
      open.card.hidden = true;
      open.fact.removeAttribute("aria-expanded");
    }
    open = null;
  }

  function show(fact) {
    clearTimeout(timer);
    const card = cardOf(fact);
    if (!card || (open && open.fact === fact)) return;
    close();
    card.hidden = false;
    fact.setAttribute("aria-expanded", "true");
    const box = fact.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - GAP);
    const below = box.bottom + GAP + card.offsetHeight <= window.innerHeight;
    const top = below ? box.bottom + GAP : Math.max(GAP, box.top - GAP - card.offsetHeight);
    card.style.left = Math.max(GAP, left) + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
    open = { fact, card };
  }

  const closeSoon = () => { timer = setTimeout(close, 250); };

  function follow(fact) {
    const card = cardOf(fact);
    if (!card) return;
    document.body.append(card);
    fact.setAttribute("aria-describedby", card.id);
    let touched = false;
    fact.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    fact.addEventListener("click", (event) => {
      if (touched && !(open && open.shownByTap === fact)) {
        event.preventDefault();
        show(fact);
        if (open) open.shownByTap = fact;
      }
    });
    fact.addEventListener("mouseenter", () => show(fact));
    fact.addEventListener("focus", () => show(fact));
    fact.addEventListener("mouseleave", closeSoon);
    fact.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || card.hidden) return;
      event.preventDefault();
      card.querySelector("a")?.focus();
    });
    fact.addEventListener("blur", (event) => {
      if (!card.contains(event.relatedTarget)) closeSoon();
    });
    card.addEventListener("mouseenter", () => clearTimeout(timer));
    card.addEventListener("mouseleave", closeSoon);
    card.addEventListener("focusin", () => clearTimeout(timer));
    card.addEventListener("focusout", (event) => {
      if (!card.contains(event.relatedTarget)) closeSoon();
    });
  }

  document.querySelectorAll("a.fact, a.note").forEach(follow);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    if (open.card.contains(document.activeElement)) open.fact.focus();
    close();
  });
  document.addEventListener("click", (event) => {
    if (open && !open.card.contains(event.target) && !open.fact.contains(event.target)) close();
  });
})();
