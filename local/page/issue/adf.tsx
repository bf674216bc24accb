import type { ReactNode } from 'react';

interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
}
const isNode = (value: unknown): value is AdfNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const marked = ({ text = '', marks = [] }: AdfNode): ReactNode => {
  let shown: ReactNode = text;
  for (const { type, attrs } of marks) {
    if (type === 'strong') shown = <strong>{shown}</strong>;
    else if (type === 'em') shown = <em>{shown}</em>;
    else if (type === 'code') shown = <code>{shown}</code>;
    else if (type === 'strike') shown = <s>{shown}</s>;
    else if (type === 'underline') shown = <u>{shown}</u>;
    else if (type === 'link' && /^(https?:|mailto:|\/)/.test(String(attrs?.['href']))) {
      shown = (
        <a href={String(attrs?.['href'])} rel="noopener noreferrer">
          {shown}
        </a>
      );
    }
  }
  return shown;
};

const inside = ({ content = [] }: AdfNode): ReactNode =>
  // Nodes have no identity of their own; the tree is only ever replaced as a whole.
  content.map((child, index) => <Node key={`${child.type}${index}`} node={child} />);

const Node = ({ node }: { readonly node: AdfNode }): ReactNode => {
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'paragraph':
      return <p>{inside(node)}</p>;
    case 'heading':
      return <h3>{inside(node)}</h3>;
    case 'bulletList':
      return <ul>{inside(node)}</ul>;
    case 'orderedList':
      return <ol>{inside(node)}</ol>;
    case 'listItem':
      return <li>{inside(node)}</li>;
    case 'blockquote':
      return <blockquote>{inside(node)}</blockquote>;
    case 'codeBlock':
      return <pre>{inside(node)}</pre>;
    case 'rule':
      return <hr />;
    case 'hardBreak':
      return <br />;
    case 'mention':
    case 'status':
    case 'emoji':
      return <span>{String(node.attrs?.['text'] ?? '')}</span>;
    case 'inlineCard':
      return <a href={String(node.attrs?.['url'] ?? '#')}>{String(node.attrs?.['url'] ?? '')}</a>;
    default:
      return inside(node);
  }
};

/** Rich text of Jira (Atlassian Document Format), the nodes that descriptions and comments commonly hold. */
export const Adf = ({ document }: { readonly document: unknown }) =>
  isNode(document) ? (
    <div className="adf">
      <Node node={document} />
    </div>
  ) : undefined;

const flatten = (node: AdfNode): string => {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  const separator = node.type === 'doc' || node.type.endsWith('List') ? '\n' : '';
  return (node.content ?? []).map(flatten).join(separator);
};
/** The text of a document, a paragraph a line. */
export const toText = (document: unknown): string => (isNode(document) ? flatten(document) : '');
const paragraph = (line: string) => ({
  type: 'paragraph',
  content: line === '' ? [] : [{ type: 'text', text: line }],
});
/** A document of plain paragraphs; null for no text, as Jira takes it. */
export const toDocument = (text: string): unknown => {
  if (text.trim() === '') return null;
  return { type: 'doc', version: 1, content: text.split('\n').map(paragraph) };
};
