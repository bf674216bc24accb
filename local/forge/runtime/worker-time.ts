import type { TimeMark } from './messages.ts';

/** A message is not longer on its way than this; a larger difference is a clock that was set by hand. */
const MESSAGE_MS = 100;

/** The site's time inside a worker: set by every message of the host, running on in between unless the clock stands still. */
export class WorkerTime {
  #mark: TimeMark;
  #at = performance.now();

  constructor(mark: TimeMark) {
    this.#mark = mark;
  }
  set(mark: TimeMark): void {
    // A running clock does not go back by the time that a message was on its way.
    if (!mark.frozen && Math.abs(mark.now - this.now()) < MESSAGE_MS) return;
    this.#mark = mark;
    this.#at = performance.now();
  }
  now(): number {
    return Math.floor(this.#mark.now + (this.#mark.frozen ? 0 : performance.now() - this.#at));
  }
}

/** A `Date` whose "now" is another clock's. */
export const dateOf = (now: () => number): DateConstructor => {
  const RealDate = Date;
  return new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver) => (property === 'now' ? now : Reflect.get(target, property, receiver)),
  });
};

/** Makes `new Date()`, `Date()`, `Date.now()` and `performance.timeOrigin` tell the site's time. */
export const installTime = (time: WorkerTime): void => {
  const RealDate = Date;
  const SiteDate = dateOf(() => time.now());
  RealDate.prototype.constructor = SiteDate;
  globalThis.Date = SiteDate;
  const { formatToParts } = Intl.DateTimeFormat.prototype;
  Intl.DateTimeFormat.prototype.formatToParts = function (date) {
    return formatToParts.call(this, date ?? time.now());
  };
  const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')?.get;
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      const bound: Intl.DateTimeFormat['format'] = format?.call(this);
      return (date?: Date | number) => bound(date ?? time.now());
    },
  });
  Object.defineProperty(performance, 'timeOrigin', { configurable: true, get: () => time.now() - performance.now() });
};
