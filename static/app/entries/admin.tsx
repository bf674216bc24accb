import { SetupPage } from '../setup/setup-page.tsx';
import { startSurface } from '../shell/start-surface.tsx';

startSurface(<SetupPage />);
