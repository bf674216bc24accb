import { expect, test } from '@jest/globals';
import { createRefreshLoop, type Attempt } from '../../../static/app/remote/refresh-loop.ts';

/** A page with a clock that stands still: `pass` lets time go by, and with it what waits for it. */
const openPage = () => {
  const page = { at: 0, isHidden: false };
  const asked: number[] = [];
  const open: ((attempt: Attempt) => void)[] = [];
  const waits = new Set<{ readonly at: number; readonly go: () => void }>();
  const loop = createRefreshLoop({
    now: () => page.at,
    chance: () => 0.5,
    isHidden: () => page.isHidden,
    wait: (ms, go) => {
      const entry = { at: page.at + ms, go };
      waits.add(entry);
      return () => void waits.delete(entry);
    },
  });
  loop.use(() => {
    asked.push(page.at);
    return new Promise((resolve) => open.push(resolve));
  });
  const pass = (ms: number): void => {
    page.at += ms;
    for (const entry of [...waits].filter(({ at }) => at <= page.at)) {
      waits.delete(entry);
      entry.go();
    }
  };
  const answer = async (attempt: Attempt = { isAnswered: true }): Promise<void> => {
    open.shift()?.(attempt);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const look = (isHidden: boolean): void => {
    page.isHidden = isHidden;
    loop.look();
  };
  return { asked, loop, pass, answer, look };
};

test('a page asks at once, then 30 seconds and a bit after each question, and no second time before an answer', async () => {
  const { asked, loop, pass, answer } = openPage();
  loop.start();
  pass(0);
  pass(100_000);
  expect(asked).toEqual([0]);
  await answer();
  pass(0);
  await answer();
  pass(34_499);
  expect(asked).toEqual([0, 100_000]);
  pass(1);
  expect(asked).toEqual([0, 100_000, 134_500]);
});

test('a hidden tab does not ask; looked at again after its time, it asks at once, before it, when it is time', async () => {
  const { asked, loop, pass, answer, look } = openPage();
  loop.start();
  pass(0);
  await answer();
  look(true);
  pass(20_000);
  look(false);
  pass(14_499);
  expect(asked).toEqual([0]);
  look(true);
  pass(600_000);
  expect(asked).toEqual([0]);
  look(false);
  pass(0);
  expect(asked).toEqual([0, 634_499]);
});

test('who asks while an attempt is under way is answered by the one after it, once', async () => {
  const { asked, loop, pass, answer } = openPage();
  loop.start();
  pass(0);
  const both = Promise.all([loop.askNow(), loop.askNow()]);
  await answer();
  expect(asked).toEqual([0, 0]);
  await answer();
  await both;
  expect(asked).toHaveLength(2);
});

test('a refusal is waited for, a failure makes the next wait longer, an answer makes it usual again', async () => {
  const { asked, loop, pass, answer } = openPage();
  loop.start();
  pass(0);
  await answer({ isAnswered: false, retryAfterMs: 500_000 });
  pass(499_999);
  expect(asked).toHaveLength(1);
  pass(1);
  await answer({ isAnswered: false });
  pass(137_999);
  expect(asked).toHaveLength(2);
  pass(1);
  await answer();
  pass(34_500);
  expect(asked).toHaveLength(4);
});

test('who hurries is asked for soon, once, and then as usual', async () => {
  const { asked, loop, pass, answer } = openPage();
  loop.start();
  pass(0);
  loop.hurry(12_000);
  await answer();
  pass(12_000);
  await answer();
  pass(34_499);
  expect(asked).toEqual([0, 12_000]);
  pass(1);
  expect(asked).toEqual([0, 12_000, 46_500]);
});

test('a page that is left asks no more, also not after an answer that comes late', async () => {
  const { asked, loop, pass, answer } = openPage();
  loop.start();
  pass(0);
  loop.stop();
  await answer();
  pass(100_000);
  expect(asked).toEqual([0]);
});
