import { expect, test } from '@jest/globals';
import { frozenClock, SiteClock } from '../../local/clock.ts';

test('a site clock runs on from where it was set', () => {
  let elapsed = 0;
  const clock = new SiteClock(1_000, () => elapsed);
  elapsed = 250;
  expect(clock.now()).toBe(1_250);
  clock.set(5_000);
  elapsed = 300;
  expect(clock.now()).toBe(5_050);
});

test('a frozen clock moves only when advanced', () => {
  const clock = frozenClock(1_000);
  clock.advance(86_400_000);
  expect(clock.now()).toBe(86_401_000);
});
