import { expect, jest, test } from '@jest/globals';
import { smallStore } from '../../small-site.ts';
import { startKept } from './kept-site.ts';

jest.setTimeout(120_000);

test('what search shows only after a look began is found by the next one', async () => {
  const site = await startKept(smallStore(), 90_000);
  const summaries = async () => (await site.index()).map(({ item }) => item.summary);
  site.clock.advance(60_000);
  await site.write('PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'late' } });
  site.clock.advance(10_000);
  // Search does not know it yet.
  expect(await site.look()).toMatchObject({ ran: true, repaired: 0 });
  expect(await summaries()).not.toContain('late');
  site.clock.advance(85_000);
  expect(await site.look()).toMatchObject({ ran: true, repaired: 1 });
  expect(await summaries()).toContain('late');
  await site.host.close();
});
