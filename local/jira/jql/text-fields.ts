import type { Json } from '../entities.ts';
import { adfToText } from '../wire/adf.ts';
import type { JqlContext } from './context.ts';
import { textField, type TextField } from './field.ts';

const isText = (value: Json | undefined): value is string => typeof value === 'string';

const description = (): TextField =>
  textField((issue) => (issue.description ? adfToText(issue.description) : undefined));

const comments =
  ({ store }: JqlContext): TextField['texts'] =>
  (issue) =>
    store.commentsByIssue.of(issue.id).map(({ body }) => adfToText(body));

const comment = (context: JqlContext): TextField => ({ kind: 'text', texts: comments(context) });

/** `text`: summary, description, comments and every text field. */
const text = (context: JqlContext): TextField => {
  const ofComments = comments(context);
  return {
    kind: 'text',
    texts: (issue) => [
      issue.summary,
      adfToText(issue.description),
      ...ofComments(issue),
      ...Object.values(issue.custom).filter(isText),
    ],
  };
};

export const textFields = { description, comment, text, textfields: text };
