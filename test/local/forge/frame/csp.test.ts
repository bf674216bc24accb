import { expect, test } from '@jest/globals';
import { buildCsp } from '../../../../local/forge/frame/csp.ts';

const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';
const SITE = 'http://localhost:4180';

test('scripts and styles are the page’s own; eval and inline code are refused', () => {
  const policy = buildCsp('<html></html>', {}, SITE);
  expect(directive(policy, 'script-src')).toMatch(/^script-src 'self' /);
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('report-uri');
});

test('inline styles are allowed only where the manifest says so', () => {
  const policy = buildCsp('<html></html>', { content: { styles: ['unsafe-inline'] } }, SITE);
  expect(directive(policy, 'style-src')).toContain("'unsafe-inline'");
  expect(directive(policy, 'script-src')).not.toContain('unsafe');
});

test('an inline script of the built page is allowed by its hash', () => {
  const policy = buildCsp('<html><script>let a = 1</script></html>', {}, SITE);
  expect(directive(policy, 'script-src')).toMatch(/'sha256-[A-Za-z0-9+/=]{44}'/);
});

test('only the site may put the frame into a page, and a declared address may be called', () => {
  const policy = buildCsp('<html></html>', { external: { fetch: { client: ['https://api.example.com'] } } }, SITE);
  expect(directive(policy, 'frame-ancestors')).toContain(SITE);
  expect(directive(policy, 'connect-src')).toContain('https://api.example.com');
});
