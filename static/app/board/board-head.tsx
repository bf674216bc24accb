import type { BoardPeriod } from '../../../src/core/board/board.ts';
import { daysBetween, METRICS, periodDays } from './board-layout.ts';
import { dayWords } from './board-words.ts';

/** The iterations across, sticky above the rows. */
export const BoardHead = ({ period, width, columns }: { period: BoardPeriod; width: number; columns: number }) => (
  <div className="head" role="row" aria-rowindex={1} style={{ width: METRICS.headWidth + width }}>
    <div className="head-corner" role="columnheader" aria-colindex={1}>
      Team
    </div>
    <div className="head-line" role="columnheader" aria-colindex={2} aria-colspan={columns}>
      {period.iterations.map((iteration) => (
        <div
          key={iteration.start}
          className={`head-iteration iteration-${iteration.kind}`}
          style={boxOf(period, iteration.start, iteration.end, width)}
        >
          <span className="head-name">{iteration.name}</span>
          <span className="head-days">
            {dayWords(iteration.start)} - {dayWords(iteration.end)}
          </span>
        </div>
      ))}
    </div>
  </div>
);

/** The same iterations as lines behind the rows, and today. */
export const BoardBackground = ({ period, today, width }: { period: BoardPeriod; today: string; width: number }) => {
  const isToday = today >= period.start && today <= period.end;
  return (
    <div className="background" aria-hidden style={{ left: METRICS.headWidth, width }}>
      {period.iterations.map((iteration) => (
        <div
          key={iteration.start}
          className={`background-iteration iteration-${iteration.kind}`}
          style={boxOf(period, iteration.start, iteration.end, width)}
        />
      ))}
      {isToday && (
        <div
          className="background-today"
          style={{ left: ((daysBetween(period.start, today) + 0.5) / periodDays(period)) * width }}
        />
      )}
    </div>
  );
};

const boxOf = (period: BoardPeriod, start: string, end: string, width: number): { left: number; width: number } => {
  const days = periodDays(period);
  return {
    left: (daysBetween(period.start, start) / days) * width,
    width: ((daysBetween(start, end) + 1) / days) * width,
  };
};
