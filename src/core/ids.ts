/** A string that names one kind of thing: literals fit, ids of another kind do not. */
declare const noun: unique symbol;
type Id<Noun extends string> = string & { readonly [noun]?: Noun };

export type AccountId = Id<'account'>;
export type BoardId = Id<'board'>;
export type ComponentId = Id<'component'>;
export type FieldId = Id<'field'>;
export type LinkTypeId = Id<'linkType'>;
export type PeriodId = Id<'period'>;
export type PriorityId = Id<'priority'>;
export type ProgramId = Id<'program'>;
export type ProjectId = Id<'project'>;
export type SprintId = Id<'sprint'>;
export type StatusId = Id<'status'>;
export type TeamId = Id<'team'>;
export type TypeId = Id<'type'>;
export type VersionId = Id<'version'>;
export type WorkItemId = Id<'workItem'>;

/** A calendar day `yyyy-mm-dd`; days compare as strings. */
export type IsoDay = Id<'day'>;
/** An instant, milliseconds since 1970. */
export type EpochMs = number;
