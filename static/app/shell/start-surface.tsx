import '@atlaskit/css-reset';
import { view } from '@forge/bridge';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import './surface.css';

/** Mounts one surface: Jira's theme, the query library, the page's root element. */
export const startSurface = (surface: ReactNode): void => {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with id "root".');
  // Without Jira's theme the page still works in light colours: never wait for it, never fail on it.
  void view.theme.enable().catch(() => undefined);
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 30_000 } },
  });
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>{surface}</QueryClientProvider>
    </StrictMode>,
  );
};
