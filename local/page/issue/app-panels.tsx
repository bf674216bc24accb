import { IconButton } from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import { useModules, type PlacedModule } from '../api/site.ts';
import { AppFrame } from '../frame/app-frame.tsx';
import { AppsIcon, ChevronDownIcon, ChevronRightIcon, CrossIcon } from '../icons/icons.ts';

/** A yes or no that this browser keeps. */
const useKept = (key: string, initial: boolean) => {
  const [value, setValue] = useState(() => (window.localStorage.getItem(key) ?? String(initial)) === 'true');
  const keep = (next: boolean) => {
    window.localStorage.setItem(key, String(next));
    setValue(next);
  };
  return [value, keep] as const;
};

const ContextPanel = ({ placed, issueKey }: { readonly placed: PlacedModule; readonly issueKey: string }) => {
  const [isOpen, setOpen] = useKept(`interlock-context/${placed.module.key}`, true);
  const place = useMemo(() => ({ issueKey }), [issueKey]);
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <section className="side-box" aria-label={`${placed.module.title} (app)`}>
      <button type="button" className="side-box-title" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron label="" size="small" />
        {placed.module.title}
      </button>
      {isOpen && <AppFrame key={issueKey} placed={placed} place={place} shape="panel" />}
    </section>
  );
};
/** The apps' `jira:issueContext` modules, at the right under the details. */
export const ContextPanels = ({ issueKey }: { readonly issueKey: string }) =>
  (useModules('jira:issueContext') ?? []).map((placed) => (
    <ContextPanel key={placed.installation.id} placed={placed} issueKey={issueKey} />
  ));

const IssuePanel = ({ placed, issueKey }: { readonly placed: PlacedModule; readonly issueKey: string }) => {
  const [isShown, setShown] = useKept(`interlock-panel/${placed.module.key}/${issueKey}`, false);
  const place = useMemo(() => ({ issueKey }), [issueKey]);
  const { title } = placed.module;
  if (!isShown) {
    return (
      <button type="button" className="quick-add" onClick={() => setShown(true)}>
        <AppsIcon label="" /> {title}
      </button>
    );
  }
  return (
    <section className="issue-section" aria-label={`${title} (app panel)`}>
      <header className="section-header">
        <h2>{title}</h2>
        <IconButton
          icon={CrossIcon}
          label={`Hide ${title}`}
          appearance="subtle"
          spacing="compact"
          onClick={() => setShown(false)}
        />
      </header>
      <AppFrame placed={placed} place={place} shape="panel" />
    </section>
  );
};
/** The apps' `jira:issuePanel` modules: a button adds the panel to this issue, where it stays (Forge's manifest reference). */
export const IssuePanels = ({ issueKey }: { readonly issueKey: string }) =>
  (useModules('jira:issuePanel') ?? []).map((placed) => (
    <IssuePanel key={`${placed.installation.id}/${issueKey}`} placed={placed} issueKey={issueKey} />
  ));
