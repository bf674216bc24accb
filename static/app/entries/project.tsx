import { BoardPage } from '../board/board-page.tsx';
import { useAddress } from '../remote/use-address.ts';
import { useJiraContext } from '../remote/use-jira-context.ts';
import { startSurface } from '../shell/start-surface.tsx';
import { Skeleton } from '../shell/states.tsx';

const ProjectSurface = () => {
  const { address, change } = useAddress();
  const context = useJiraContext();
  if (address === undefined || context?.projectId === undefined) return <Skeleton />;
  return <BoardPage address={address} change={change} projectId={context.projectId} />;
};

startSurface(<ProjectSurface />);
