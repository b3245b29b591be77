// The link to the other edition leads to the place where the reader is: the address of the page, or
// the section at the top of the window. Without this script it leads to the page.
(() => {
  const link = document.querySelector(".language-switch");
  if (!link) return;
  const page = link.href;
  const HEAD = 120; // px that the bars at the top may cover

  function place() {
    if (location.hash) return location.hash;
    const above = [...document.querySelectorAll("article section[id]")]
      .filter((section) => section.getBoundingClientRect().top <= HEAD);
    return above.length > 1 ? "#" + above.at(-1).id : "";
  }

  link.addEventListener("click", () => { link.href = page + place(); });
  link.addEventListener("auxclick", () => { link.href = page + place(); });
})();
