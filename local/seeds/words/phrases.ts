const story = (subject: string): readonly string[] => [
  `Search ${subject} in the back office`,
  `Export ${subject} as CSV`,
  `Filter ${subject} by country`,
  `Audit trail for ${subject}`,
  `Empty state for ${subject}`,
  `Bulk changes to ${subject}`,
  `Permissions for ${subject}`,
  `Translate ${subject} into French and German`,
  `Show the history of ${subject}`,
  `Sort ${subject} by last change`,
  `Archive ${subject} after ninety days`,
  `Notify owners when ${subject} change`,
  `Explain ${subject} to first-time users`,
  `Group ${subject} by merchant`,
  `Undo for ${subject}`,
];
const task = (subject: string): readonly string[] => [
  `Move ${subject} to the new API`,
  `Contract tests for ${subject}`,
  `Load test ${subject} at three times peak`,
  `Cache ${subject} at the edge`,
  `Dashboard for ${subject}`,
  `Backfill ${subject} from the archive`,
  `Remove the old code behind ${subject}`,
  `Split the service for ${subject}`,
  `Runbook for ${subject}`,
  `Metrics and alerts for ${subject}`,
  `Feature flag for ${subject}`,
  `Document the events of ${subject}`,
];
const bug = (subject: string): readonly string[] => [
  `Time zone is wrong for ${subject}`,
  `Slow page with more than 500 ${subject}`,
  `Special characters break ${subject}`,
  `Duplicates among ${subject} after a retry`,
  `Missing ${subject} for new merchants`,
  `Error page when ${subject} are empty`,
];

/** The n-th generated name of a kind over a domain's nouns: neighbours differ in both noun and verb, and none repeats early. */
export const phraseOf = (kind: 'Story' | 'Task' | 'Bug', subjects: readonly string[], n: number): string => {
  const subject = subjects[n % subjects.length] ?? 'orders';
  const phrases = kind === 'Story' ? story(subject) : kind === 'Task' ? task(subject) : bug(subject);
  return phrases[(n + Math.floor(n / subjects.length)) % phrases.length] ?? subject;
};

export const SUBTASKS: readonly string[] = [
  'API changes',
  'User interface',
  'Unit and contract tests',
  'Copy review',
  'Tracking events',
  'Migration script',
  'Accessibility check',
  'Roll out to 10 %',
  'Update the runbook',
  'Security review',
];
export const LABELS: readonly string[] = [
  'customer-request',
  'tech-debt',
  'compliance',
  'performance',
  'quick-win',
  'incident-followup',
  'accessibility',
  'pci',
];
export const COMMENTS: readonly string[] = [
  'Waiting for the answer of the other team; asked again in their channel.',
  'Agreed in refinement: we leave the edge case for a follow-up.',
  'Demoed to support today, they are happy with it.',
  'Moved out of the sprint, the contract is not final.',
  'The partner confirmed the date, we can plan on it.',
  'Found one more place that needs this, added a sub-task.',
];
export const DESCRIPTIONS: readonly string[] = [
  'Why: support hears about this every week. Done when it works in all markets, is measured, and the help page is updated.',
  'Why: it blocks the next step of the programme. Done when the contract tests pass in staging and the flag is on for 10 % of traffic.',
  'Why: merchants asked for it in the last three reviews. Done when five pilot merchants use it without help.',
  'Why: the old way costs us an hour a day. Done when nobody needs it any more and it is switched off.',
  'Why: compliance needs it before the audit. Done when evidence is attached and the owner signed off.',
  'Why: conversion drops here. Done when the experiment has run for two weeks and the result is shared.',
];

export const THEMES: readonly string[] = [
  'Shoppers pay without friction',
  'Merchants grow with us',
  'Trusted and always on',
  'Open to partners',
  'One platform for every market',
  'Money moves on time',
];
export const INITIATIVES: readonly string[] = [
  'Checkout that converts on every device',
  'Local payment methods in five new markets',
  'Always-on payments across two regions',
  'Fraud losses below five basis points',
  'A storefront that finds what shoppers mean',
  'Merchants run their money in real time',
  'Every message in the shopper’s language',
  'Self-service for merchants and partners',
];
