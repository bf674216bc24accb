import BugIcon from '@atlaskit/icon/core/bug';
import EpicIcon from '@atlaskit/icon/core/epic';
import FlagIcon from '@atlaskit/icon/core/flag-filled';
import ObjectiveIcon from '@atlaskit/icon/core/objective';
import HighIcon from '@atlaskit/icon/core/priority-high';
import HighestIcon from '@atlaskit/icon/core/priority-highest';
import LowIcon from '@atlaskit/icon/core/priority-low';
import LowestIcon from '@atlaskit/icon/core/priority-lowest';
import MediumIcon from '@atlaskit/icon/core/priority-medium';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import StoryIcon from '@atlaskit/icon/core/story';
import SubtasksIcon from '@atlaskit/icon/core/subtasks';
import TaskIcon from '@atlaskit/icon/core/task';
import type { IssueTypeBean } from '../api/beans.ts';

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
