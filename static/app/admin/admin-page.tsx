import { useAddress } from '../remote/use-address.ts';
import { SetupPage } from '../setup/setup-page.tsx';
import { StatusPage } from '../status/status-page.tsx';

const TABS = [
  { tab: '', title: 'Programs' },
  { tab: 'status', title: 'Status' },
] as const;

/** The administrator's pages: programs, and how the app fares; which of them is in the address (`?tab=status`). */
export const AdminPage = () => {
  const { address, change } = useAddress();
  if (address === undefined) return <p className="reading">Opening ...</p>;
  const open = address['tab'] === 'status' ? 'status' : '';
  return (
    <>
      <nav className="admin-tabs" aria-label="Interlock">
        {TABS.map(({ tab, title }) => (
          <button
            key={tab}
            type="button"
            aria-current={tab === open ? 'page' : undefined}
            onClick={() => change({ tab })}
          >
            {title}
          </button>
        ))}
      </nav>
      {open === 'status' ? <StatusPage /> : <SetupPage />}
    </>
  );
};
