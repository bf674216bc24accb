import { expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockSite, SiteInUse } from '../../../local/cli/state/site-lock.ts';

test('a folder is held by one at a time, and free again afterwards', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'interlock-lock-'));
  const unlock = await lockSite(folder);
  await expect(lockSite(folder)).rejects.toBeInstanceOf(SiteInUse);
  const other = await lockSite(`${folder}-other`);
  unlock();
  (await lockSite(folder))();
  other();
});
