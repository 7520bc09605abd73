// The search page: asks the static index, shows what it finds. Nothing is stored, nothing leaves the site.
const form = document.getElementById("search");
const found = document.getElementById("found");
const results = document.getElementById("results");
let index;

async function find(words) {
  let hits, pages;
  try {
    index ??= await import(new URL(form.dataset.index + "pagefind.js", location.href));
    hits = await index.search(words);
    pages = await Promise.all(hits.results.slice(0, 30).map((hit) => hit.data()));
  } catch {
    found.textContent = form.dataset.failed;
    results.replaceChildren();
    return;
  }
  const said = form.dataset.found.replace("{n}", hits.results.length);
  found.textContent = pages.length ? said : form.dataset.none;
  results.replaceChildren(...pages.map((page) => {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.meta.title ?? page.url;
    const words = document.createElement("p");
    words.append(...excerpt(page.excerpt));
    const head = document.createElement("p");
    const meta = document.createElement("p");
    meta.className = "meta";
    const label = document.createElement("strong");
    label.className = "badge";
    label.textContent = page.meta.label ?? "";
    head.append(link);
    meta.append(label, " ", page.meta.date ?? "");
    row.append(head, meta, words);
    return row;
  }));
}

// The words around a hit, the hits marked; nothing else of what the index gives becomes markup.
function excerpt(given) {
  const parsed = new DOMParser().parseFromString(given, "text/html").body;
  return [...parsed.childNodes].map((part) => {
    const shown = document.createElement(part.nodeName === "MARK" ? "b" : "span");
    shown.textContent = part.textContent;
    return shown;
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = document.getElementById("words").value.trim();
  history.replaceState(null, "", "?" + new URLSearchParams({ q: words }));
  find(words);
});
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  document.getElementById("words").value = asked;
  find(asked);
}
