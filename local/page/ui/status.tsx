import Lozenge from '@atlaskit/lozenge';
import type { StatusBean } from '../api/beans.ts';

/** Jira's colours of the three status categories. */
const appearanceOf = (key: string) => (key === 'done' ? 'success' : key === 'indeterminate' ? 'inprogress' : 'default');

export const StatusLozenge = ({ status }: { readonly status: StatusBean }) => (
  <Lozenge appearance={appearanceOf(status.statusCategory.key)}>{status.name}</Lozenge>
);
