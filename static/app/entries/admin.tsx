import { AdminPage } from '../admin/admin-page.tsx';
import { startSurface } from '../shell/start-surface.tsx';

startSurface(<AdminPage />);
