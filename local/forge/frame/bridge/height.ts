/** Tells the page how tall the content is, at once and at every change: issue panels and modals grow with what they show. */
export const reportHeight = (report: (height: number) => void): void => {
  let last = -1;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().bottom + window.scrollY);
    if (height === last) return;
    last = height;
    report(height);
  };
  const start = () => {
    new ResizeObserver(measure).observe(document.body);
    measure();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
};
