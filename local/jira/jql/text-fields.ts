import type { Json } from '../entities.ts';
import type { JqlContext } from './context.ts';
import { textField, type TextField } from './field.ts';
import { isList, isObject } from './json.ts';

const isText = (value: Json | undefined): value is string => typeof value === 'string';

/** The words of an Atlassian Document, in reading order. */
export const plainText = (document: Json | undefined): string => {
  if (isList(document)) return document.map(plainText).join(' ');
  if (!isObject(document)) return '';
  const { attrs, text: shown, content } = document;
  const mentioned = isObject(attrs) ? attrs['text'] : undefined;
  return [shown, mentioned, plainText(content)].filter((part) => isText(part) && part !== '').join(' ');
};

const description = (): TextField =>
  textField((issue) => (issue.description ? plainText(issue.description) : undefined));

const comments =
  ({ store }: JqlContext): TextField['texts'] =>
  (issue) =>
    store.commentsByIssue.of(issue.id).map(({ body }) => plainText(body));

const comment = (context: JqlContext): TextField => ({ kind: 'text', texts: comments(context) });

/** `text`: summary, description, comments and every text field. */
const text = (context: JqlContext): TextField => {
  const ofComments = comments(context);
  return {
    kind: 'text',
    texts: (issue) => [
      issue.summary,
      plainText(issue.description),
      ...ofComments(issue),
      ...Object.values(issue.custom).filter(isText),
    ],
  };
};

export const textFields = { description, comment, text, textfields: text };
