/** `@` stands for a domain's noun in the plural. */
const STORY: readonly string[] = [
  'Search @ in the back office',
  'Export @ as CSV',
  'Filter @ by country',
  'Audit trail for @',
  'Empty state for @',
  'Bulk changes to @',
  'Permissions for @',
  'Translate @ into French and German',
  'Show the history of @',
  'Sort @ by last change',
  'Archive @ after ninety days',
  'Notify owners when @ change',
  'Explain @ to first-time users',
  'Group @ by merchant',
  'Undo for @',
];
const TASK: readonly string[] = [
  'Move @ to the new API',
  'Contract tests for @',
  'Load test @ at three times peak',
  'Cache @ at the edge',
  'Dashboard for @',
  'Backfill @ from the archive',
  'Remove the old code behind @',
  'Split the service for @',
  'Runbook for @',
  'Metrics and alerts for @',
  'Feature flag for @',
  'Document the events of @',
];
const BUG: readonly string[] = [
  'Time zone is wrong for @',
  'Slow page with more than 500 @',
  'Special characters break @',
  'Duplicates among @ after a retry',
  'Missing @ for new merchants',
  'Error page when @ are empty',
];

/**
 * The n-th generated name of a kind over a domain's nouns (12 of them, coprime steps): neighbours differ in both noun and
 * phrase, and after all pairs have come the next round says so.
 */
export const phraseOf = (
  kind: 'Story' | 'Task' | 'Bug',
  subjects: readonly string[],
  n: number,
  first: number,
): string => {
  const phrases = kind === 'Story' ? STORY : kind === 'Task' ? TASK : BUG;
  const at = first + n;
  const subject = subjects[at % subjects.length] ?? 'orders';
  const phrase = phrases[(at + Math.floor(at / subjects.length)) % phrases.length] ?? '@';
  const round = Math.floor(n / (subjects.length * phrases.length));
  return `${phrase.replace('@', subject)}${round === 0 ? '' : `, part ${round + 1}`}`;
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
