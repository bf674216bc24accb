import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import type { TeamPage } from '../../../src/operations/operations.ts';

interface MoreTeamsProps {
  readonly page: TeamPage;
  readonly isReading: boolean;
  /** Whether the last row that is here is in sight, or nearly. */
  readonly isAtEnd: boolean;
  readonly onMore: () => void;
}

/** Below a board that comes in pages of teams: how many are here; the next come as one scrolls to the end, or by the button. */
export const MoreTeams = ({ page, isReading, isAtEnd, onMore }: MoreTeamsProps) => {
  const last = page.from + page.count;
  const isWhole = last >= page.of;
  // Scrolling to the end asks once for the teams after these; when that fails, the button asks again.
  const asked = useRef(0);
  useEffect(() => {
    if (!isAtEnd || isWhole || isReading || asked.current >= last) return;
    asked.current = last;
    onMore();
  }, [isAtEnd, isWhole, isReading, last, onMore]);
  return (
    <div className="more-teams">
      <span role="status">
        Teams {page.from + 1}-{last} of {page.of}
        {isWhole ? '' : ', because this program is too large to be shown at once'}
      </span>
      {!isWhole && (
        // Never disabled: focus would be lost.
        <Button spacing="compact" onClick={() => (isReading ? undefined : onMore())}>
          {isReading ? 'Reading ...' : `Show teams ${last + 1}-${Math.min(page.of, last + page.count)}`}
        </Button>
      )}
    </div>
  );
};
