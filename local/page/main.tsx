import './feature-flags.ts';
import '@atlaskit/css-reset';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { DialogsProvider } from './shell/dialogs.tsx';
import { FlagsProvider } from './shell/flags.tsx';
import { ThemeProvider } from './shell/theme.tsx';
import './styles/shell.css';
import './styles/pages.css';
import './styles/issue.css';

const client = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1, staleTime: 5_000 } },
});
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <QueryClientProvider client={client}>
    <BrowserRouter>
      <ThemeProvider>
        <FlagsProvider>
          <DialogsProvider>
            <App />
          </DialogsProvider>
        </FlagsProvider>
      </ThemeProvider>
    </BrowserRouter>
  </QueryClientProvider>,
);
