import { adfToText } from '../wire/adf.ts';
import type { JqlContext } from './context.ts';
import { textField, type TextField } from './field.ts';

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
  const written = [...context.store.fields.values()]
    .filter((field) => field.custom && field.schema?.type === 'string')
    .map((field) => field.id);
  return {
    kind: 'text',
    texts: (issue) => [
      issue.summary,
      adfToText(issue.description),
      ...ofComments(issue),
      ...written.map((id) => issue.custom[id]).map(adfToText),
    ],
  };
};

export const textFields = { description, comment, text, textfields: text };
