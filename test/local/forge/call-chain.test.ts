import { expect, test } from '@jest/globals';
import { latencyOf } from '../../../local/forge/modelled-latency.ts';
import { CallChain } from '../../../local/forge/runtime/call-chain.ts';

test('calls side by side are one step, and the longest of each step counts', () => {
  const chain = new CallChain();
  const [jira, storage] = [chain.begin(150), chain.begin(20)];
  expect([jira, storage]).toEqual([
    { depth: 1, endsAtMs: 150 },
    { depth: 1, endsAtMs: 20 },
  ]);
  chain.end(storage);
  const afterStorage = chain.begin(20);
  expect(afterStorage).toEqual({ depth: 2, endsAtMs: 40 });
  chain.end(jira);
  chain.end(afterStorage);
  expect(chain.begin(20)).toEqual({ depth: 3, endsAtMs: 170 });
});

test('a call of Jira takes 150 ms, of storage and queues 20 ms', () => {
  const targets = [
    { type: 'fpp', provider: 'user', remote: 'jira' },
    { type: 'fpp', provider: 'app', remote: 'stargate' },
    { type: 'kvs' },
    { type: 'realtime' },
  ];
  expect(targets.map(latencyOf)).toEqual([150, 20, 20, 20]);
});
