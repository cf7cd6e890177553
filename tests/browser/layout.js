// What does not fit on a page as it is shown now: a list of sentences, empty where all is well.
() => {
  const found = [];
  const root = document.documentElement;
  const width = root.clientWidth;
  const said = (element) => `${element.localName}.${element.className} «${element.textContent.trim().slice(0, 40)}»`;
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inRegion = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (scrolls(at)) return true;
    return false;
  };
  const isForEars = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      if ((style.position === "absolute" || style.position === "fixed") &&
          ((box.width <= 1 && box.height <= 1) || style.clipPath !== "none" || box.bottom <= 0)) return true;
    }
    return false;
  };
  if (root.scrollWidth > window.innerWidth) found.push(`the page is ${root.scrollWidth} wide, the window ${window.innerWidth}`);

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (isForEars(element) || element.closest("option, svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const region = inRegion(element);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      if (!region && (box.right > width + 1 || box.left < -1)) found.push(`sticks out: ${said(element)}`);
      if (!region) texts.push({ box, element });
    }
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const cut = (style.overflowX === "hidden" || style.overflowX === "clip") && at.scrollWidth > at.clientWidth + 1;
      const low = (style.overflowY === "hidden" || style.overflowY === "clip") && at.scrollHeight > at.clientHeight + 1;
      if (cut || low) found.push(`is cut off: ${said(at)}`);
    }
  }
  texts.sort((one, other) => one.box.top - other.box.top);
  texts.forEach((one, number) => {
    for (let next = number + 1; next < texts.length; next++) {
      const other = texts[next];
      if (other.box.top >= one.box.bottom) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      // The boxes of letters on neighbouring lines may touch; letters that do are half as near again.
      if (across > 2 && down > 0.5 * Math.min(one.box.height, other.box.height)) {
        found.push(`lies over another: ${said(one.element)} and ${said(other.element)}`);
      }
    }
  });
  return [...new Set(found)].slice(0, 10);
}
