"use strict";
// The search page: Pagefind finds, this shows. What is asked stands in the address.
(() => {
  const PAGE = 10; // results shown at a time
  const EXCERPT = 32; // words
  const SHORTEST = 5; // letters of a beginning of a word
  const BEFORE = 6; // words of an excerpt before the first one found
  const SHORT = 8; // values of a filter shown before one asks for all
  const MOST_WORDS = 4; // of a search among many practices, or for some of the words

  const element = (id) => document.getElementById(id);
  const form = element("search");
  const input = element("q");
  const found = element("found");
  const list = element("results");
  const more = element("more");
  const clear = element("clear");
  const facets = [...document.querySelectorAll(".facet")];
  for (const box of document.querySelectorAll(".facet input")) {
    box.setAttribute("form", "search");
    box.name = box.closest(".facet").dataset.kind;
  }
  const boxes = [...document.querySelectorAll(".facet input")];
  const words = JSON.parse(form.dataset.words);
  const small = new Set(words.small);
  const common = new Map(words.common.map((word, at) => [word, at]));
  const root = new URL("..", document.currentScript.src);
  const folder = document.documentElement.lang === "nl" ? "" : "en/";
  const roomy = matchMedia("(width >= 60rem)");

  let pagefind; // loaded with the first search
  let asked = 0; // the number of the last search; an earlier one shows nothing any more
  let failed = false; // whether a file could not be loaded: Pagefind goes on without it
  let renewed = 0;
  const answers = new Map();
  let shown = [];

  // --- What is asked

  const state = () => {
    const chosen = {};
    for (const box of boxes) if (box.checked) (chosen[box.name] ??= []).push(box.value);
    return { text: input.value.trim(), chosen };
  };

  function read() {
    const parameters = new URLSearchParams(location.search);
    input.value = (parameters.get("q") ?? "").slice(0, input.maxLength);
    for (const box of boxes) box.checked = parameters.getAll(box.name).includes(box.value);
  }

  function remember() {
    const { text, chosen } = state();
    const parameters = new URLSearchParams(text ? { q: text } : {});
    for (const [kind, ids] of Object.entries(chosen)) for (const id of ids) parameters.append(kind, id);
    const said = parameters.toString();
    const search = said ? `?${said}` : location.pathname;
    if (search !== (location.search || location.pathname)) history.pushState(null, "", search);
  }

  // --- Finding

  const load = window.fetch;
  window.fetch = async (...address) => {
    const given = await load(...address).catch((error) => {
      failed = true;
      throw error;
    });
    failed ||= !given.ok;
    return given;
  };

  // Pagefind remembers what it could not load, so after that another one is begun with.
  async function ready() {
    if (failed) {
      failed = false;
      pagefind = undefined;
      answers.clear();
      renewed += 1;
    }
    if (pagefind) return;
    const found = await import(new URL(`pagefind/pagefind.js${renewed ? `?${renewed}` : ""}`, root));
    // A worker of Pagefind's would be one more large file.
    await found.options({ baseUrl: "/", noWorker: true });
    await found.init();
    pagefind = found;
  }

  async function ask(text, chosen, kind) {
    const key = JSON.stringify([text, chosen, kind]);
    if (!answers.has(key)) {
      const filters = Object.entries(chosen).map(([name, ids]) => ({ any: ids.map((id) => ({ [name]: id })) }));
      // This leaves out nothing, and makes Pagefind load the filter to count with.
      if (kind) filters.push({ not: { [kind]: "" } });
      answers.set(key, pagefind.search(text || null, filters.length ? { filters: { all: filters } } : {}));
    }
    return answers.get(key);
  }

  const longest = (terms) => [...new Set(terms)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);

  // The words to look for: those that tell something, and of many practices no more than need be loaded.
  function telling(typed) {
    const left = typed.filter((word) => !small.has(word) && !common.has(word));
    if (!words.large) return left.length ? left : typed;
    if (left.length) return left.length > MOST_WORDS ? longest(left) : left;
    const rest = typed.filter((word) => common.has(word));
    return rest.sort((a, b) => common.get(a) - common.get(b)).slice(0, 1);
  }

  // The longest beginning of a word with which something is found; at least half of the word.
  async function beginning(term) {
    const least = Math.min(term.length, Math.max(SHORTEST, term.length / 2));
    for (let end = term.length; end >= least; end--) {
      if ((await ask(term.slice(0, end), {})).results.length) return term.slice(0, end);
    }
    return "";
  }

  // What to look for: all words, and if few practices have them all, also some of the words.
  async function find({ text, chosen }) {
    const quoted = text.startsWith('"');
    // A practice may write POH Jeugd where a reader types poh-jeugd.
    const split = quoted ? text : text.replace(/(?<=\p{L})-(?=\p{L})/gu, " ");
    const typed = split.toLowerCase().split(/\s+/).filter(Boolean);
    const terms = quoted ? typed : telling(typed);
    const whole = quoted ? text : terms.join(" ");
    const all = await ask(whole, chosen);
    const exact = { results: all.results, whole: all.results.length, parts: [[1, whole]] };
    if (quoted || !terms.length || (terms.length < 2 && all.results.length)) return exact;
    const unfiltered = Object.keys(chosen).length ? await ask(whole, {}) : all;
    if (unfiltered.results.length >= PAGE) return exact;

    const known = new Set();
    for (const term of longest(terms)) known.add(await beginning(term));
    known.delete("");
    const scores = new Map();
    for (const term of known) {
      for (const result of (await ask(term, chosen)).results) {
        const before = scores.get(result.id)?.score ?? 0;
        scores.set(result.id, { result, score: before + result.score });
      }
    }
    for (const result of all.results) scores.delete(result.id);
    const rest = [...scores.values()].sort((a, b) => b.score - a.score).map((each) => each.result);
    return { results: [...all.results, ...rest], whole: all.results.length, parts: subsets([...known]) };
  }

  // Practices with some of the words are counted by those with all of each choice of them.
  function subsets(terms) {
    const parts = [];
    for (let bits = 1; bits < 1 << terms.length; bits++) {
      const chosen = terms.filter((_, at) => bits & (1 << at));
      parts.push([chosen.length % 2 ? 1 : -1, chosen.join(" ")]);
    }
    return parts;
  }

  // How many practices there would be with each value, whatever else of its kind is chosen.
  async function counts(kind, chosen, parts) {
    const others = { ...chosen };
    delete others[kind];
    const total = {};
    for (const [sign, text] of parts) {
      const { filters } = await ask(text, others, kind);
      for (const [id, number] of Object.entries(filters[kind] ?? {})) total[id] = (total[id] ?? 0) + sign * number;
    }
    return total;
  }

  // --- Showing

  function make(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  const say = (text) => {
    if (element("count").textContent !== text) element("count").textContent = text;
  };

  // A passage with the words found, marked; the summary where they stand in none.
  function passage(data) {
    const content = data.content.split(/\s+/).filter(Boolean);
    const first = data.meta.title.split(/\s+/).length;
    const places = [...new Set(data.locations)].filter((at) => at >= first && at < content.length).sort((a, b) => a - b);
    const inside = (at) => places.filter((place) => place >= at && place < at + EXCERPT - BEFORE).length;
    const best = places.reduce((best, at) => (best === undefined || inside(at) > inside(best) ? at : best), undefined);
    const made = make("p", "", language());
    if (best === undefined) {
      made.textContent = data.meta.summary;
      return made;
    }
    const from = Math.max(first, best - BEFORE);
    const to = Math.min(content.length, from + EXCERPT);
    if (from > first) made.append("… ");
    for (let at = from; at < to; at++) {
      const [, before, word, after] = content[at].match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
      made.append(before, places.includes(at) ? make("mark", word) : word, after, at + 1 < to ? " " : "");
    }
    if (to < content.length) made.append(" …");
    return made;
  }

  const language = () => (folder ? { lang: "nl" } : {});

  function item(data) {
    const made = make("li", "");
    const name = make("p", "", { class: "name" });
    const address = new URL(folder + data.raw_url.replace(/^\/+/, ""), root);
    name.append(make("a", data.meta.title, { href: address.href, dir: "auto", ...language() }));
    const said = words.provenance[data.meta.provenance] ?? data.meta.provenance;
    made.append(
      name,
      make("p", data.meta.of, { class: "meta", ...language() }),
      passage(data),
      make("p", said, { class: "meta" }),
    );
    return made;
  }

  async function show(from, mine) {
    const items = await Promise.all(shown.slice(from, from + PAGE).map(async (result) => item(await result.data())));
    if (mine !== asked) return;
    if (from) list.append(...items);
    else list.replaceChildren(...items);
    more.hidden = from + PAGE >= shown.length;
    if (from) items[0].querySelector("a").focus();
  }

  function tell({ results, whole }) {
    const number = results.length.toLocaleString(document.documentElement.lang);
    if (!results.length) return words.none;
    if (results.length === 1) return words.one;
    return (whole === results.length ? words.many : whole ? words.some : words.few)
      .replace("{number}", number)
      .replace("{whole}", whole.toLocaleString(document.documentElement.lang));
  }

  const used = (facet) => facet.open || !words.large || facet.querySelector(":checked");

  async function count(facet, chosen, parts, mine) {
    const numbers = await counts(facet.dataset.kind, chosen, parts);
    if (mine !== asked) return;
    let left = 0;
    let hidden = 0;
    for (const line of facet.querySelectorAll("li")) {
      const box = line.querySelector("input");
      const number = numbers[box.value] ?? 0;
      line.querySelector(".count").textContent = number.toLocaleString(document.documentElement.lang);
      const keep = box.checked || (number && (facet.dataset.all || left < SHORT));
      left += Boolean(keep);
      hidden += Boolean(number && !keep);
      line.hidden = !keep && !line.contains(document.activeElement);
    }
    facet.querySelector("button").hidden = !hidden;
  }

  let last; // the last answer, for a filter that is opened later

  async function search() {
    const mine = ++asked;
    const { text, chosen } = state();
    const filtered = Object.keys(chosen).length > 0;
    for (const facet of facets) {
      const number = facet.querySelectorAll(":checked").length;
      facet.querySelector(".chosen").textContent = number ? `(${number})` : "";
      if (number) facet.open = true;
    }
    clear.hidden = !filtered;
    document.title = text ? `${text} – ${words.title}` : words.title;
    if (location.protocol === "file:") return say(words.file);
    found.setAttribute("aria-busy", "true");
    try {
      await ready();
      const nothing = !text && !filtered;
      const answer = await find({ text, chosen });
      if (mine !== asked) return;
      if (failed) throw new Error("a part of the index could not be loaded");
      shown = nothing ? [] : answer.results;
      last = { chosen, parts: answer.parts, mine };
      say(nothing ? words.ask : tell(answer));
      element("advice").hidden = nothing || shown.length > 0;
      await show(0, mine);
      for (const facet of facets) if (used(facet)) await count(facet, chosen, answer.parts, mine);
    } catch (error) {
      fail(error, mine);
    } finally {
      if (mine === asked) found.removeAttribute("aria-busy");
    }
  }

  function fail(error, mine) {
    console.error(error);
    failed = true;
    if (mine !== asked) return;
    say(words.error);
    list.replaceChildren();
    more.hidden = true;
  }

  async function showMore() {
    const mine = asked;
    more.disabled = true;
    try {
      await show(list.children.length, mine);
    } catch (error) {
      fail(error, mine);
    } finally {
      more.disabled = false;
    }
  }

  function again() {
    remember();
    search();
  }

  // --- Doing

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    again();
  });
  for (const box of boxes) box.addEventListener("change", again);
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    input.focus();
    again();
  });
  more.addEventListener("click", showMore);
  for (const facet of facets) {
    const recount = () => last?.mine === asked && count(facet, last.chosen, last.parts, last.mine);
    facet.addEventListener("toggle", () => facet.open && recount());
    facet.querySelector("button").addEventListener("click", () => {
      facet.dataset.all = "yes";
      facet.querySelector("input").focus();
      recount();
    });
  }
  addEventListener("popstate", () => {
    read();
    search();
  });

  read();
  for (const part of [form, element("filters"), found]) part.hidden = false;
  element("filters").open = roomy.matches;
  facets[0].open = roomy.matches && !words.large;
  search();
})();
