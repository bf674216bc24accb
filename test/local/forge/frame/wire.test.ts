import { expect, test } from '@jest/globals';
import { createPeer, type Peer, type WireMessage } from '../../../../local/forge/frame/wire.ts';

type Answer = (name: string, payload: unknown) => unknown;

/** Two ends with a wire that copies as postMessage does: a function on it would throw. */
const connect = (answers: { readonly page: Answer; readonly frame?: Answer }) => {
  const ends: { page?: Peer; frame?: Peer } = {};
  const seen: WireMessage[] = [];
  const wireTo = (end: 'page' | 'frame') => (message: WireMessage) => {
    seen.push(message);
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => ends[end]?.receive(copy));
  };
  const page = createPeer({ nonce: 'n', post: wireTo('frame'), onCall: answers.page });
  const frame = createPeer({ nonce: 'n', post: wireTo('page'), onCall: answers.frame ?? (() => undefined) });
  Object.assign(ends, { page, frame });
  return { page, frame, seen };
};

test('a call gives what the other side answers, in both directions', async () => {
  const { page, frame } = connect({
    page: (name, payload) => ({ name, payload }),
    frame: async () => 'from the frame',
  });
  await expect(frame.call('invoke', { a: [1] })).resolves.toEqual({ name: 'invoke', payload: { a: [1] } });
  await expect(page.call('themeChanged')).resolves.toBe('from the frame');
});

test('what the other side throws rejects with the same message', async () => {
  const { frame } = connect({
    page: () => {
      throw new Error('not here');
    },
  });
  await expect(frame.call('x')).rejects.toThrow('not here');
});

test('functions in payloads and in answers can be called from the other side', async () => {
  const heard: unknown[] = [];
  const { frame } = connect({
    page: (_, payload) => {
      const { deep } = Object(payload);
      return { tell: async (text: unknown) => deep.onClose(`${String(text)}!`) };
    },
  });
  const answer = Object(await frame.call('open', { deep: { onClose: (text: unknown) => heard.push(text) } }));
  await answer.tell('closed');
  expect(heard).toEqual(['closed!']);
});

test('does not change the payload that it sends', async () => {
  const payload = { list: [{ onClick: () => 1 }], plain: { a: null } };
  const onClick = payload.list[0]?.onClick;
  const { frame } = connect({ page: () => undefined });
  await frame.call('showFlag', payload);
  expect(payload.list[0]?.onClick).toBe(onClick);
  expect(payload.plain).toEqual({ a: null });
});

test('messages without the frame’s nonce, or of no known shape, are ignored', async () => {
  let calls = 0;
  const page = createPeer({ nonce: 'right', post: () => {}, onCall: () => (calls += 1) });
  const call = { kind: 'call', id: 1, name: 'x', payload: undefined };
  for (const message of [
    undefined,
    'text',
    {},
    call,
    { ...call, nonce: 'wrong' },
    { ...call, nonce: 'right', kind: 'other' },
  ]) {
    page.receive(message);
  }
  expect(calls).toBe(0);
  page.receive({ ...call, nonce: 'right' });
  expect(calls).toBe(1);
});
