import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import Toggle from '@atlaskit/toggle';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { rest } from '../api/rest.ts';
import { useSite, type SiteBean } from '../api/site.ts';
import { useFlags } from '../shell/flags.tsx';
import { formatClock } from '../ui/format.ts';
import { Loading, Page, useTitle } from '../ui/page.tsx';

const DAY_MS = 24 * 60 * 60 * 1000;

const useSiteWrite = () => {
  const client = useQueryClient();
  const flags = useFlags();
  return useMutation({
    mutationFn: ({ path, method, body }: { path: string; method: 'PUT' | 'POST'; body: unknown }) =>
      rest(path, { method, body }),
    onSuccess: () => client.invalidateQueries(),
    onError: (error) =>
      flags.show({ id: 'site', kind: 'error', title: 'The site did not take this', description: error.message }),
  });
};

const Clock = ({ site }: { readonly site: SiteBean }) => {
  const write = useSiteWrite();
  const advance = (days: number) =>
    write.mutate({ path: '/forge/clock', method: 'POST', body: { advanceMs: days * DAY_MS } });
  return (
    <section className="setting">
      <h2>Clock</h2>
      <p>
        <output aria-label="Site time">{formatClock(site.now, site.timeZone)}</output>{' '}
        <span className="subtle">({site.timeZone})</span>
      </p>
      <div className="button-row">
        <Button onClick={() => advance(1)} isLoading={write.isPending}>
          +1 day
        </Button>
        <Button onClick={() => advance(7)} isLoading={write.isPending}>
          +1 week
        </Button>
      </div>
    </section>
  );
};

const Search = ({ site }: { readonly site: SiteBean }) => {
  const write = useSiteWrite();
  const [seconds, setSeconds] = useState(String(site.tuning.searchLagMs / 1000));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({ path: '/forge/ui/tuning', method: 'PUT', body: { searchLagMs: Number(seconds) * 1000 } });
  };
  return (
    <section className="setting">
      <h2>Search</h2>
      <p className="subtle">Jira’s search follows writes after a while; reads by key never lag.</p>
      <form className="button-row" onSubmit={submit}>
        <label htmlFor="lag">Lag in seconds</label>
        <Textfield
          id="lag"
          type="number"
          min={0}
          max={3600}
          step={0.5}
          isCompact
          width={96}
          value={seconds}
          onChange={(event) => setSeconds(event.currentTarget.value)}
        />
        <Button type="submit" isLoading={write.isPending}>
          Save
        </Button>
      </form>
    </section>
  );
};

const Limits = ({ site }: { readonly site: SiteBean }) => {
  const write = useSiteWrite();
  return (
    <section className="setting">
      <h2>Limits</h2>
      <div className="button-row">
        <Toggle
          id="limits"
          isChecked={site.tuning.enforceLimits}
          onChange={(event) =>
            write.mutate({
              path: '/forge/ui/tuning',
              method: 'PUT',
              body: { enforceLimits: event.currentTarget.checked },
            })
          }
        />
        <label htmlFor="limits">Hold the app’s calls to Jira’s limits: bursts, writes to one work item, points</label>
      </div>
    </section>
  );
};

/** The switches of the local site: its clock, search lag and limits. */
export const SiteSettings = () => {
  useTitle('Jira settings');
  const { data: site } = useSite();
  if (site === undefined) return <Loading />;
  return (
    <Page title="This local site">
      <Clock site={site} />
      <Search site={site} />
      <Limits site={site} />
    </Page>
  );
};
