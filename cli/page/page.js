// SPDX-License-Identifier: MIT
// Reading needs none of this: it lights all mentions of whoever is pointed at, and lists the articles.
"use strict";
function light(event) {
  const at = event.target.closest && event.target.closest("[data-same]");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!at) return;
  const same = at.closest("article").querySelectorAll(`[data-same="${CSS.escape(at.dataset.same)}"]`);
  for (const mention of same) mention.classList.add("lit");
}
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);
document.addEventListener("DOMContentLoaded", () => {
  const titles = document.querySelectorAll("h1");
  if (titles.length === 1) document.title = titles[0].textContent;
  if (titles.length < 2) return;
  const list = document.createElement("ul");
  list.className = "contents";
  titles.forEach((title, i) => {
    const link = document.createElement("a");
    title.id = `article-${i + 1}`;
    link.href = `#${title.id}`;
    link.textContent = title.textContent;
    list.appendChild(document.createElement("li")).appendChild(link);
  });
  document.querySelector("main").prepend(list);
});
