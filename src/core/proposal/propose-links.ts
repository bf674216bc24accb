import type { LinkTypeId } from '../ids.ts';
import type { DependencyType } from '../program/program.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { LookLinkType } from './look.ts';

/** "A <phrase> B" makes A the one that delivers. */
const GIVES =
  /\b(blocks?|blocking|enables?|precedes?|unblocks?|is (required|needed|depended on) by|is a? ?(prerequisite|predecessor) (of|for)|has to be (done|finished) before|must finish before)\b/i;
/** "A <phrase> B" makes A the one that needs. */
const NEEDS =
  /\b(depends? on|requires?|needs?|is blocked by|waits? for|follows|is a? ?successor (of|to)|has to be (done|finished) after)\b/i;

/** Which end of a link type delivers; undefined where its words name no dependency (Relates, Duplicate, Cloners). */
export const findProvider = ({ inward, outward }: LookLinkType): DependencyType['provider'] | undefined => {
  // "is blocked by" contains no giving word but "is required by" contains a needing one: giving phrases go first.
  if (NEEDS.test(outward) && !GIVES.test(outward)) return 'inward';
  if (GIVES.test(outward)) return 'outward';
  if (NEEDS.test(inward) && !GIVES.test(inward)) return 'outward';
  return GIVES.test(inward) ? 'inward' : undefined;
};

export interface ProposedLinks {
  readonly types: readonly DependencyType[];
  /** Links of the proposed types, and of each other type, among the items looked at. */
  readonly used: number;
  readonly ignored: readonly { readonly name: string; readonly count: number }[];
}

/** Link types that say who delivers: those in use, or all of them where none is. */
export const proposeLinks = (items: readonly WorkItem[], linkTypes: readonly LookLinkType[]): ProposedLinks => {
  const links = new Map<LinkTypeId, Set<string>>();
  for (const link of items.flatMap((item) => item.links)) {
    const ids = links.get(link.typeId) ?? new Set();
    links.set(link.typeId, ids.add(link.id));
  }
  const countOf = (id: LinkTypeId): number => links.get(id)?.size ?? 0;
  const dependencies = linkTypes.flatMap((type): readonly DependencyType[] => {
    const provider = findProvider(type);
    return provider === undefined ? [] : [{ linkTypeId: type.id, name: type.name, provider }];
  });
  const inUse = dependencies.filter((type) => countOf(type.linkTypeId) > 0);
  const types = inUse.length > 0 ? inUse : dependencies;
  const chosen = new Set(types.map((type) => type.linkTypeId));
  return {
    types,
    used: types.reduce((sum, type) => sum + countOf(type.linkTypeId), 0),
    ignored: linkTypes
      .filter((type) => !chosen.has(type.id) && countOf(type.id) > 0)
      .map((type) => ({ name: type.name, count: countOf(type.id) }))
      .sort((a, b) => b.count - a.count),
  };
};
