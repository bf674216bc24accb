import { ProjectSettingsPage } from '../setup/project-settings-page.tsx';
import { startSurface } from '../shell/start-surface.tsx';

startSurface(<ProjectSettingsPage />);
