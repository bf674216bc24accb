import type { Json } from '../entities.ts';

const isNode = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const BLOCKS = new Set(['paragraph', 'heading', 'codeBlock', 'blockquote', 'listItem', 'rule', 'tableRow', 'panel']);

const textOf = (node: Json | undefined): string => {
  if (!isNode(node)) return '';
  const { type, text, content, attrs } = node;
  if (typeof text === 'string') return text;
  if (type === 'hardBreak') return '\n';
  if (isNode(attrs) && typeof attrs['text'] === 'string') return attrs['text'];
  const inner = Array.isArray(content) ? content.map(textOf).join('') : '';
  return typeof type === 'string' && BLOCKS.has(type) ? `${inner}\n` : inner;
};

/** The plain text of an Atlassian Document; a text is given as it is, anything else as an empty text. */
export const adfToText = (document: Json | undefined): string =>
  typeof document === 'string'
    ? document
    : textOf(document)
        .replace(/\n+$/, '')
        .replace(/\n{2,}/g, '\n');

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** The text of an Atlassian Document as HTML paragraphs: what `renderedFields` shows (formatting is not kept). */
export const adfToHtml = (document: Json | undefined): string => {
  const text = adfToText(document);
  if (text === '') return '';
  return text
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('\n');
};

/** Version of the REST API: rich text is an Atlassian Document in 3 and a plain text in 2. */
export type ApiVersion = '2' | '3';

/** A rich text in the form of an API version; null where there is none. */
export const bodyOf = (document: Json | undefined, version: ApiVersion): Json => {
  if (document === undefined || document === null) return null;
  return version === '2' ? adfToText(document) : document;
};
