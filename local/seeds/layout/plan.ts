import { CATALOGUE, CHECKOUT, MESSAGING, MOBILE } from '../words/domains-selling.ts';
import { LEDGER, PAYMENTS, PLATFORM, RISK } from '../words/domains-money.ts';
import type { Domain } from '../words/domain.ts';

export type SiteSize = 'small' | 'medium' | 'large';
export interface Plan {
  readonly teams: number;
  /** In the teams' projects and the programme's, without the projects beside them. */
  readonly issues: number;
  readonly dependencies: number;
  /** Closed sprints of two weeks before the current period. */
  readonly pastSprints: number;
  /** Lean histories leave out what only a close look at single items needs. */
  readonly lean: boolean;
  readonly commentShare: number;
}
/** The sizes of design.md 8. */
export const PLANS: Readonly<Record<SiteSize, Plan>> = {
  small: { teams: 8, issues: 1_000, dependencies: 120, pastSprints: 8, lean: false, commentShare: 0.04 },
  medium: { teams: 50, issues: 10_000, dependencies: 1_000, pastSprints: 14, lean: false, commentShare: 0.02 },
  large: { teams: 200, issues: 100_000, dependencies: 10_000, pastSprints: 40, lean: true, commentShare: 0.005 },
};

export interface Cadence {
  readonly weeks: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Days between a sprint's end and the next one's start; 0: they share the day. */
  readonly gapDays: number;
  /** How many sprints ahead have dates. */
  readonly datedAhead: number;
}
/** How a team is recognised: it has a project, a part of one by component (its board's filter), or by the Team field. */
export type Scope = 'project' | 'board' | 'team';
export interface Archetype {
  readonly domain: Domain;
  /** Absent for a kanban team. */
  readonly cadence?: Cadence;
  readonly unit: 'points' | 'hours' | 'count';
  readonly scope: Scope;
  /** Key and name of the project that it shares with another team. */
  readonly shared?: { readonly key: string; readonly name: string };
  readonly style?: 'next-gen';
  readonly isPrivate?: boolean;
}

const STOREFRONT = { key: 'SHOP', name: 'Storefront' };
const PAY = { key: 'PAY', name: 'Payments' };

/** Eight kinds of teams; larger sites repeat them for other markets. */
export const ARCHETYPES: readonly Archetype[] = [
  { domain: CHECKOUT, cadence: { weeks: 2, weekday: 3, gapDays: 0, datedAhead: 5 }, unit: 'points', scope: 'project' },
  {
    domain: PAYMENTS,
    cadence: { weeks: 3, weekday: 1, gapDays: 3, datedAhead: 2 },
    unit: 'points',
    scope: 'board',
    shared: PAY,
  },
  { domain: PLATFORM, unit: 'count', scope: 'project' },
  {
    domain: RISK,
    cadence: { weeks: 2, weekday: 1, gapDays: 3, datedAhead: 1 },
    unit: 'hours',
    scope: 'board',
    shared: PAY,
  },
  {
    domain: MESSAGING,
    cadence: { weeks: 2, weekday: 4, gapDays: 0, datedAhead: 2 },
    unit: 'points',
    scope: 'project',
    style: 'next-gen',
  },
  {
    domain: MOBILE,
    cadence: { weeks: 2, weekday: 3, gapDays: 0, datedAhead: 3 },
    unit: 'points',
    scope: 'team',
    shared: STOREFRONT,
  },
  {
    domain: CATALOGUE,
    cadence: { weeks: 2, weekday: 2, gapDays: 0, datedAhead: 2 },
    unit: 'points',
    scope: 'team',
    shared: STOREFRONT,
  },
  {
    domain: LEDGER,
    cadence: { weeks: 3, weekday: 1, gapDays: 3, datedAhead: 3 },
    unit: 'points',
    scope: 'project',
    isPrivate: true,
  },
];
