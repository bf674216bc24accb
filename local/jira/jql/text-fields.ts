import { adfToText } from '../wire/adf.ts';
import type { Json } from '../entities.ts';
import type { JqlContext } from './context.ts';
import { textField, type TextField } from './field.ts';

/** Documents are never changed, only replaced: each is read once. */
const read = new WeakMap<object, string>();
const plain = (document: Json | undefined): string => {
  if (typeof document !== 'object' || document === null) return adfToText(document);
  const known = read.get(document);
  if (known !== undefined) return known;
  const text = adfToText(document);
  read.set(document, text);
  return text;
};

const description = (): TextField => textField((issue) => (issue.description ? plain(issue.description) : undefined));

const comments =
  ({ store }: JqlContext): TextField['texts'] =>
  (issue) =>
    store.commentsByIssue.of(issue.id).map(({ body }) => plain(body));

const comment = (context: JqlContext): TextField => ({ kind: 'text', texts: comments(context) });

/** `text`: summary, description, comments and every text field. */
const text = (context: JqlContext): TextField => {
  const ofComments = comments(context);
  const written = [...context.store.fields.values()]
    .filter((field) => field.custom && field.schema?.type === 'string')
    .map((field) => field.id);
  return {
    kind: 'text',
    texts: (issue) => [
      issue.summary,
      plain(issue.description),
      ...ofComments(issue),
      ...written.map((id) => issue.custom[id]).map(plain),
    ],
  };
};

export const textFields = { description, comment, text, textfields: text };
