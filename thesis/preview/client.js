// Reloads the page when there are newer ones; shows at its foot what keeps them from being made.
(() => {
  const { version, folder } = document.currentScript.dataset;
  const shown = Number(version);
  const events = new EventSource(`/${folder}/-/events`);
  const box = document.createElement("pre");
  box.setAttribute("role", "status");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:9999;margin:0;max-height:45vh;" +
    "overflow:auto;padding:.8em 1em;font-size:14px;white-space:pre-wrap;background:#fff4f2;" +
    "color:#611;border-top:4px solid #b3261e;border-radius:0";
  let started;
  events.onmessage = (event) => {
    const status = JSON.parse(event.data);
    if (status.version !== shown || (started && started !== status.started)) {
      location.reload();
      return;
    }
    started = status.started;
    box.textContent = status.problems;
    if (status.problems) document.body.append(box);
    else box.remove();
    document.documentElement.toggleAttribute("data-building", status.building);
  };
})();
