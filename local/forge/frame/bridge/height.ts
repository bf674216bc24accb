/** Where the lowest of body's own children ends: body itself may be as tall as the frame (`height: 100%`) and say nothing. */
const contentHeight = (): number => {
  const bottoms = [...document.body.children].map((child) => child.getBoundingClientRect().bottom);
  const { paddingBottom, marginBottom } = getComputedStyle(document.body);
  const below = Number.parseFloat(paddingBottom) + Number.parseFloat(marginBottom);
  return Math.ceil(Math.max(0, ...bottoms) + window.scrollY + below);
};

/** Tells the page how tall the content is, at once and at every change: issue panels grow and shrink with what they show. */
export const reportHeight = (report: (height: number) => void): void => {
  let last = -1;
  const measure = () => {
    const height = contentHeight();
    if (height === last || height === 0) return;
    last = height;
    report(height);
  };
  const start = () => {
    const sizes = new ResizeObserver(measure);
    const watchChildren = () => {
      sizes.disconnect();
      for (const child of document.body.children) sizes.observe(child);
      measure();
    };
    new MutationObserver(watchChildren).observe(document.body, { childList: true });
    watchChildren();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
};
