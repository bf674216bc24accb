import { useState } from 'react';
import type { ListReply, ProgramSummary } from '../../../src/operations/operations.ts';
import type { Address } from '../remote/use-address.ts';
import { useBoard } from '../remote/use-board.ts';
import { useOperation } from '../remote/use-operation.ts';
import { Failure, NoProgram, Skeleton } from '../shell/states.tsx';
import { lensToAsk } from './board-view.ts';
import { LoadedBoard } from './loaded-board.tsx';

interface BoardPageProps {
  readonly address: Address;
  readonly change: (members: Address) => void;
  /** Set on a project's tab: programs that have a team in it. */
  readonly projectId?: string;
}

/** The board of the program that the address names, else of the first one that the viewer may see. */
export const BoardPage = ({ address, change, projectId }: BoardPageProps) => {
  const list = useOperation('program.list', projectId === undefined ? {} : { projectId });
  const programs = list.data?.programs;
  const chosen = list.data === undefined ? undefined : chooseProgram(list.data, address['program']);
  // A board that the address names is read beside the list of programs, not after it.
  const programId = programs === undefined ? address['program'] : chosen?.id;
  if (list.data !== undefined && chosen === undefined)
    return (
      <NoProgram canSave={list.data.canSave} isProject={projectId !== undefined} onRetry={() => void list.refetch()} />
    );
  if (programId === undefined)
    return list.error === null ? <Skeleton /> : <Failure error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <ProgramBoard
      key={programId}
      programId={programId}
      program={chosen}
      // Without the list the board is still there; it is the only one to choose then.
      programs={programs ?? []}
      isListed={list.data !== undefined || list.error !== null}
      address={address}
      change={change}
    />
  );
};

const chooseProgram = ({ programs }: ListReply, id: string | undefined): ProgramSummary | undefined =>
  programs.find((program) => program.id === id) ?? programs[0];

interface ProgramBoardProps extends BoardPageProps {
  readonly programId: string;
  /** Absent until the list of programs is there. */
  readonly program: ProgramSummary | undefined;
  readonly programs: readonly ProgramSummary[];
  /** False while the list may still say that the address names another program or period than there is. */
  readonly isListed: boolean;
}

/** An item that the address names; what is no id is not asked about. */
const parseItemId = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{1,18}$/.test(text) ? text : undefined;

const ProgramBoard = ({ programId, program, programs, isListed, address, change }: ProgramBoardProps) => {
  const asked = address['period'];
  const isKnown = program === undefined || program.periods.some((period) => period.id === asked);
  const lens = lensToAsk(address);
  const teamId = lens === 'close' ? address['team'] : undefined;
  const [itemId] = useState(parseItemId(address['item']));
  const reading = useBoard({ programId, periodId: isKnown ? asked : undefined, lens, teamId, itemId });
  if (reading.shown === undefined) {
    return reading.error === undefined || !isListed ? (
      <Skeleton />
    ) : (
      <Failure error={reading.error} onRetry={reading.refresh} />
    );
  }
  return (
    <LoadedBoard reading={{ ...reading, shown: reading.shown }} programs={programs} address={address} change={change} />
  );
};
