import type { Period } from '../../../src/core/period/period.ts';
import { daysBetween, periodDays } from './board-layout.ts';
import { dayWords } from './board-words.ts';

interface BackgroundProps {
  readonly period: Period;
  readonly today: string;
  /** Pixels of the timeline, and of the column of team heads before it. */
  readonly width: number;
  readonly headWidth: number;
}
interface BoardHeadProps extends BackgroundProps {
  readonly columns: number;
}

/** The iterations across, sticky above the rows. */
export const BoardHead = ({ period, today, width, headWidth, columns }: BoardHeadProps) => (
  <div className="head" role="row" aria-rowindex={1} style={{ width: headWidth + width }}>
    <div className="head-corner" role="columnheader" aria-colindex={1} style={{ flexBasis: headWidth }}>
      Team
    </div>
    <div className="head-line" role="columnheader" aria-colindex={2} aria-colspan={columns}>
      {period.iterations.map((iteration) => (
        <div
          key={iteration.start}
          className={`head-iteration iteration-${iteration.kind}`}
          style={boxOf(period, iteration.start, iteration.end, width)}
          title={titleOf(iteration)}
        >
          <span className="head-name">{iteration.name}</span>
          <span className="head-days">
            {dayWords(iteration.start)} - {dayWords(iteration.end)}
          </span>
        </div>
      ))}
      {isToday(period, today) && (
        <span
          className="head-today"
          style={{ left: todayAt(period, today, width) }}
          title={`Today, ${dayWords(today)}`}
        >
          <span className="visually-hidden">Today, {dayWords(today)}</span>
        </span>
      )}
    </div>
  </div>
);

const titleOf = ({ name, kind, start, end }: Period['iterations'][number]): string =>
  `${name}, ${dayWords(start)} - ${dayWords(end)}${kind === 'innovation' ? ', innovation and planning' : ''}`;
const isToday = (period: Period, today: string): boolean => today >= period.start && today <= period.end;
const todayAt = (period: Period, today: string, width: number): number =>
  ((daysBetween(period.start, today) + 0.5) / periodDays(period)) * width;

/** The same iterations as lines behind the rows, and today. */
export const BoardBackground = ({ period, today, width, headWidth }: BackgroundProps) => (
  <div className="background" aria-hidden style={{ left: headWidth, width }}>
    {period.iterations.map((iteration) => (
      <div
        key={iteration.start}
        className={`background-iteration iteration-${iteration.kind}`}
        style={boxOf(period, iteration.start, iteration.end, width)}
      />
    ))}
    {isToday(period, today) && <div className="background-today" style={{ left: todayAt(period, today, width) }} />}
  </div>
);

const boxOf = (period: Period, start: string, end: string, width: number): { left: number; width: number } => {
  const days = periodDays(period);
  return {
    left: (daysBetween(period.start, start) / days) * width,
    width: ((daysBetween(start, end) + 1) / days) * width,
  };
};
