import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import type { BoardItem } from '../../../src/core/board/board.ts';

interface LostItemProps {
  readonly item: BoardItem;
  readonly onForget: () => void;
}

/** Why an item's detail closed by itself; takes the focus that was in it, so that nobody is thrown to the top of the board. */
export const LostItem = ({ item, onForget }: LostItemProps) => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  const forget = (): void => {
    document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus({ preventScroll: true });
    onForget();
  };
  return (
    <div className="notice notice-action" role="status">
      <span>
        {item.key} {item.summary} is not on this board any more: it was moved or deleted, or you may no longer see it.
      </span>
      <Button ref={button} spacing="compact" onClick={forget}>
        All right
      </Button>
    </div>
  );
};
