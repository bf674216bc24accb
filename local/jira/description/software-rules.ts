import type { Rule } from './rules.ts';

/** Rules of operations that Atlassian's platform description does not hold, written by hand (platform.md 3.2, 3.5, 3.9). */
export const softwareRules: Readonly<Record<string, Rule>> = {};
