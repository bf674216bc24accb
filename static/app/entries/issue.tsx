import { IssueSurface } from '../issue/issue-surface.tsx';
import { startSurface } from '../shell/start-surface.tsx';

startSurface(<IssueSurface />);
