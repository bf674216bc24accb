import { makeResolver } from '@forge/resolver';

interface Call {
  readonly payload: { readonly bytes?: number };
  readonly context: unknown;
}

export const resolver: unknown = makeResolver({
  echo: ({ payload }: Call) => ({ payload }),
  context: ({ context }: Call) => context,
  fail: () => {
    throw new Error('the probe was told to fail');
  },
  big: ({ payload }: Call) => 'x'.repeat(payload.bytes ?? 0),
});
