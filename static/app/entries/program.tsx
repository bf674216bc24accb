import { BoardPage } from '../board/board-page.tsx';
import { useAddress } from '../remote/use-address.ts';
import { startSurface } from '../shell/start-surface.tsx';
import { Skeleton } from '../shell/states.tsx';

const ProgramSurface = () => {
  const { address, change } = useAddress();
  return address === undefined ? <Skeleton /> : <BoardPage address={address} change={change} />;
};

startSurface(<ProgramSurface />);
