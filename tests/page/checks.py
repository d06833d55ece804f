"""What a page can be asked about itself, as JavaScript that answers with a list of troubles."""

NAMELESS = """() => {
  const controls = 'button, a[href], input:not([type=hidden]), select, textarea, summary, '
    + '[role=button], [role=combobox], [role=textbox], [role=listbox], [role=dialog], '
    + '[role=region], [role=img], [role=tab], [role=group][aria-label], nav, main + div aside';
  const words = (node) => (node?.textContent || '').trim();
  const named = (node) => node.getAttribute('aria-label')
    || (node.getAttribute('aria-labelledby') || '').split(' ')
        .map((id) => words(document.getElementById(id))).join('').trim()
    || [...(node.labels || [])].map(words).join('').trim()
    || (['INPUT', 'TEXTAREA'].includes(node.nodeName) ? '' : words(node));
  return [...document.querySelectorAll(controls)]
    .filter((node) => node.getClientRects().length && !node.closest('[aria-hidden=true]'))
    .filter((node) => !named(node)).map((node) => node.outerHTML.slice(0, 160));
}"""
"""Controls without a name for those who do not see them."""

FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => {
    const part = top[3] / 255;
    return [0, 1, 2].map((at) => top[at] * part + below[at] * (1 - part)).concat(255);
  };
  const ground = (node) => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      layers.push(colour);
      if (colour[3] === 255) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 255]);
  };
  const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.getClientRects().length) continue;
    if (node.closest('svg, .emoji, .overlay ~ *, [disabled], [inert], .visually-hidden')) continue;
    const back = ground(node);
    const ink = over(rgba(getComputedStyle(node).color), back);
    const [high, low] = [light(ink), light(back)].sort((one, two) => two - one);
    const ratio = (high + 0.05) / (low + 0.05);
    const words = walker.currentNode.data.trim().slice(0, 40);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${words}`);
  }
  return [...new Set(found)];
}"""
"""Words that stand out too little from their ground (a ratio under 4.5 to 1)."""
