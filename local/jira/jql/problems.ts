import { badRequest, type JiraProblem } from '../errors.ts';

/**
 * Jira's words for what is wrong with a query, as its search operations answer them with status 400.
 * Something that exists but that the viewer may not see is reported as not existing, in the same words.
 */
export const unknownField = (field: string): JiraProblem =>
  badRequest(`Field '${field}' does not exist or you do not have permission to view it.`);

export const unknownValue = (field: string, value: string): JiraProblem =>
  badRequest(
    /^\d+$/.test(value)
      ? `A value with ID '${value}' does not exist for the field '${field}'.`
      : `The value '${value}' does not exist for the field '${field}'.`,
  );

export const unknownIssue = (field: string, value: string): JiraProblem => {
  if (/^\d+$/.test(value)) return badRequest(`An issue with ID '${value}' does not exist for field '${field}'.`);
  if (!/^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(value))
    return badRequest(`The issue key '${value}' for field '${field}' is invalid.`);
  return badRequest(`An issue with key '${value}' does not exist for field '${field}'.`);
};

export const unknownSprint = (value: string): JiraProblem =>
  badRequest(
    /^\d+$/.test(value)
      ? `Sprint with ID ${value} does not exist or you do not have permission to view it.`
      : `Sprint with name '${value}' does not exist or you do not have permission to view it.`,
  );

export const unsupportedOperator = (operator: string, field: string): JiraProblem =>
  badRequest(`The operator '${operator}' is not supported by the '${field}' field.`);

export const noHistory = (field: string): JiraProblem =>
  badRequest(`History searches do not support the field '${field}'.`);

export const emptyNotSupported = (field: string): JiraProblem =>
  badRequest(`The field '${field}' does not support searching for an empty value.`);

export const listNeeded = (operator: string, value: string, field: string): JiraProblem =>
  badRequest(`Operator '${operator}' does not support the non-list value '${value}' for field '${field}'.`);

export const listRefused = (operator: string, field: string): JiraProblem =>
  badRequest(`Operator '${operator}' does not support a list of values for field '${field}'.`);

export const invalidDate = (field: string, value: string): JiraProblem =>
  badRequest(
    `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', ` +
      `'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );

export const invalidNumber = (field: string, value: string): JiraProblem =>
  badRequest(`Value '${value}' is invalid for the '${field}' field. Must be a number.`);

export const unknownFunction = (name: string): JiraProblem => badRequest(`Unable to find JQL function '${name}()'.`);

export const functionArguments = (name: string, expected: string, received: number): JiraProblem =>
  badRequest(`Function '${name}' expected '${expected}' arguments but received '${received}'.`);

export const functionNotForField = (name: string, field: string): JiraProblem =>
  badRequest(`The function '${name}' is not supported by the field '${field}'.`);

export const cannotSort = (field: string): JiraProblem => badRequest(`Not able to sort using field '${field}'.`);

/** Real in Jira, but left out of this site: answered loudly instead of wrongly. */
export const notSupportedHere = (what: string): JiraProblem =>
  badRequest(`${what} is not supported by this local Jira.`);

export const tooManySorts = (): JiraProblem => badRequest('JQL can be ordered by at most 7 fields.');

export const unbounded = (): JiraProblem =>
  badRequest('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
