import type { IssueTypeBean } from '../api/beans.ts';
import {
  BugIcon,
  EpicIcon,
  FlagFilledIcon as FlagIcon,
  ObjectiveIcon,
  PriorityHighIcon as HighIcon,
  PriorityHighestIcon as HighestIcon,
  PriorityLowIcon as LowIcon,
  PriorityLowestIcon as LowestIcon,
  PriorityMediumIcon as MediumIcon,
  StatusErrorIcon as ErrorIcon,
  StatusInformationIcon as InformationIcon,
  StatusSuccessIcon as SuccessIcon,
  StatusWarningIcon as WarningIcon,
  StoryIcon,
  SubtasksIcon,
  TaskIcon,
} from '../icons/icons.ts';

const typeIcon = ({ name, hierarchyLevel = 0, subtask }: IssueTypeBean) => {
  if (subtask === true || hierarchyLevel < 0)
    return { Icon: SubtasksIcon, color: 'var(--ds-icon-accent-blue)' } as const;
  if (hierarchyLevel > 2) return { Icon: FlagIcon, color: 'var(--ds-icon-accent-magenta)' } as const;
  if (hierarchyLevel === 2) return { Icon: ObjectiveIcon, color: 'var(--ds-icon-accent-orange)' } as const;
  if (hierarchyLevel === 1) return { Icon: EpicIcon, color: 'var(--ds-icon-accent-purple)' } as const;
  if (/bug|defect/i.test(name)) return { Icon: BugIcon, color: 'var(--ds-icon-accent-red)' } as const;
  if (/story/i.test(name)) return { Icon: StoryIcon, color: 'var(--ds-icon-accent-green)' } as const;
  return { Icon: TaskIcon, color: 'var(--ds-icon-accent-blue)' } as const;
};
export const IssueTypeIcon = ({ type }: { readonly type: IssueTypeBean }) => {
  const { Icon, color } = typeIcon(type);
  return <Icon label={type.name} color={color} />;
};

export const PriorityIcon = ({ name }: { readonly name: string }) => {
  if (/highest|blocker|critical/i.test(name)) return <HighestIcon label="" color="var(--ds-icon-accent-red)" />;
  if (/high|major/i.test(name)) return <HighIcon label="" color="var(--ds-icon-accent-red)" />;
  if (/lowest|trivial/i.test(name)) return <LowestIcon label="" color="var(--ds-icon-accent-blue)" />;
  if (/low|minor/i.test(name)) return <LowIcon label="" color="var(--ds-icon-accent-blue)" />;
  return <MediumIcon label="" color="var(--ds-icon-accent-orange)" />;
};

export const StatusIcon = ({ kind, isBold }: { readonly kind: string; readonly isBold: boolean }) => {
  const colored = <Color extends string>(color: Color) => (isBold ? 'currentColor' : color);
  if (kind === 'success') return <SuccessIcon label="Success" color={colored('var(--ds-icon-success)')} />;
  if (kind === 'warning') return <WarningIcon label="Warning" color={colored('var(--ds-icon-warning)')} />;
  if (kind === 'error') return <ErrorIcon label="Error" color={colored('var(--ds-icon-danger)')} />;
  return <InformationIcon label="Information" color={colored('var(--ds-icon-information)')} />;
};
