/** A refusal in Jira's own shape: `{ errorMessages, errors }`. Thrown by anything under `local/jira`, answered by the gateway. */
export class JiraProblem extends Error {
  readonly status: number;
  readonly errorMessages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;

  constructor(status: number, errorMessages: readonly string[], errors: Readonly<Record<string, string>> = {}) {
    super(`${status} ${[...errorMessages, ...Object.values(errors)].join(' ')}`);
    this.name = 'JiraProblem';
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
  }
}

export const badRequest = (message: string): JiraProblem => new JiraProblem(400, [message]);
/** A field of the body is wrong: its message goes under the field's id. */
export const badField = (field: string, message: string): JiraProblem => new JiraProblem(400, [], { [field]: message });
export const forbidden = (message: string): JiraProblem => new JiraProblem(403, [message]);
/** Absent, or not visible to the caller: Jira does not tell which. */
export const notFound = (message: string): JiraProblem => new JiraProblem(404, [message]);
export const issueNotFound = (): JiraProblem =>
  notFound('Issue does not exist or you do not have permission to see it.');
