import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation, useParams } from 'react-router';
import { useSite } from './api/site.ts';
import { HomePage } from './pages/home.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { Layout } from './shell/layout.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { Failure, Loading } from './ui/page.tsx';

const IssuePage = lazy(async () => ({ default: (await import('./pages/issue.tsx')).IssuePage }));
const ProjectsPage = lazy(async () => ({ default: (await import('./pages/projects.tsx')).ProjectsPage }));
const ProjectPage = lazy(async () => ({ default: (await import('./pages/project.tsx')).ProjectPage }));
const ProjectSummary = lazy(async () => ({ default: (await import('./pages/project-summary.tsx')).ProjectSummary }));
const ProjectList = lazy(async () => ({ default: (await import('./pages/project-list.tsx')).ProjectList }));
const ProjectAppTab = lazy(async () => ({ default: (await import('./pages/app-pages.tsx')).ProjectAppTab }));
const GlobalAppPage = lazy(async () => ({ default: (await import('./pages/app-pages.tsx')).GlobalAppPage }));
const AdminAppPage = lazy(async () => ({ default: (await import('./pages/app-pages.tsx')).AdminAppPage }));
const SettingsAppPage = lazy(async () => ({ default: (await import('./pages/app-pages.tsx')).SettingsAppPage }));
const ProjectSettings = lazy(async () => ({ default: (await import('./pages/project-settings.tsx')).ProjectSettings }));
const ProjectDetails = lazy(async () => ({ default: (await import('./pages/project-settings.tsx')).ProjectDetails }));
const AdminPage = lazy(async () => ({ default: (await import('./pages/admin.tsx')).AdminPage }));
const SiteSettings = lazy(async () => ({ default: (await import('./pages/site-settings.tsx')).SiteSettings }));
const SearchPage = lazy(async () => ({ default: (await import('./pages/search.tsx')).SearchPage }));
const PersonPage = lazy(async () => ({ default: (await import('./pages/person.tsx')).PersonPage }));

/** Company-managed projects live under `/c/` in Jira; here both kinds have one address. */
const FromCompanyManaged = () => {
  const { key, '*': rest = '' } = useParams();
  const { search, hash } = useLocation();
  return <Navigate to={`/jira/software/projects/${key}/${rest}${search}${hash}`} replace />;
};

/** The site's addresses; they are Jira's own, so that links of apps and people's habits work. */
const Pages = () => (
  <Routes>
    <Route path="/" element={<HomePage />} />
    <Route path="/jira/your-work" element={<Navigate to="/" replace />} />
    <Route path="/browse/:key" element={<IssuePage />} />
    <Route path="/projects" element={<ProjectsPage />} />
    <Route path="/jira/projects" element={<ProjectsPage />} />
    <Route path="/issues" element={<SearchPage />} />
    <Route path="/jira/software/projects/:key/settings" element={<ProjectSettings />}>
      <Route index element={<Navigate to="details" replace />} />
      <Route path="details" element={<ProjectDetails />} />
      <Route path="apps/:appId/:envId/*" element={<SettingsAppPage />} />
    </Route>
    <Route path="/jira/software/projects/:key" element={<ProjectPage />}>
      <Route index element={<Navigate to="list" replace />} />
      <Route path="summary" element={<ProjectSummary />} />
      <Route path="list" element={<ProjectList />} />
      <Route path="apps/:appId/:envId/*" element={<ProjectAppTab />} />
    </Route>
    <Route path="/jira/software/c/projects/:key/*" element={<FromCompanyManaged />} />
    <Route path="/jira/apps/:appId/:envId/*" element={<GlobalAppPage />} />
    <Route path="/jira/settings" element={<AdminPage />}>
      <Route index element={<Navigate to="system" replace />} />
      <Route path="system" element={<SiteSettings />} />
      <Route path="apps/:appId/:envId/*" element={<AdminAppPage />} />
    </Route>
    <Route path="/jira/people/:accountId" element={<PersonPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </Routes>
);

export const App = () => {
  const site = useSite();
  const { pathname } = useLocation();
  if (site.isPending) return <Loading />;
  if (site.isError) return <Failure error={site.error} onRetry={() => void site.refetch()} />;
  return (
    <Layout site={site.data}>
      <ErrorBoundary key={pathname.split('/').slice(0, 5).join('/')}>
        <Suspense fallback={<Loading />}>
          <Pages />
        </Suspense>
      </ErrorBoundary>
    </Layout>
  );
};
