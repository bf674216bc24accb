import { expect, test } from '@jest/globals';
import { HELP, parseOptions } from '../../../local/cli/options.ts';

test('nothing said: the small site on port 4180', () => {
  expect(parseOptions([])).toEqual({
    kind: 'start',
    options: { port: 4180, site: 'small', importFiles: [], fresh: false },
  });
});

test('every option is read, several files after --import too', () => {
  const argv = [
    '--port',
    '5000',
    '--import',
    'a.json',
    'b.jsonl.xz',
    '--now',
    '2026-11-22T09:00:00Z',
    '--fresh',
    '--faults',
    'slow',
  ];
  expect(parseOptions(argv)).toEqual({
    kind: 'start',
    options: {
      port: 5000,
      site: 'small',
      importFiles: ['a.json', 'b.jsonl.xz'],
      fresh: true,
      now: Date.UTC(2026, 10, 22, 9),
      faults: 'slow',
    },
  });
});

test.each([
  [['--port', 'abc'], '--port must be a number'],
  [['--port', '70000'], '--port must be a number'],
  [['--site', 'huge'], '--site must be small, medium, large, not huge'],
  [['--now', 'soon'], '--now must be an instant'],
  [['--faults', 'none'], '--faults must be rate-limited, flaky'],
  [['--site', 'small', '--import', 'a.json'], 'exclude each other'],
  [['extra'], 'Unexpected argument: extra'],
  [['--colour'], '--colour'],
])('%j is refused with a reason', (argv, message) => {
  expect(parseOptions(argv)).toEqual({ kind: 'error', message: expect.stringContaining(message) });
});

test('help lists the scenarios', () => {
  expect(parseOptions(['--help'])).toEqual({ kind: 'help' });
  for (const name of ['rate-limited', 'flaky', 'slow', 'lost-events', 'killed']) expect(HELP).toContain(`${name}: `);
});
