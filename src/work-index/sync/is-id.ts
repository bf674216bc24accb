/** Jira's ids are numbers, written as texts; anything else is no id. */
const ID = /^[1-9]\d{0,18}$/;
export const isId = (value: string): boolean => ID.test(value);
