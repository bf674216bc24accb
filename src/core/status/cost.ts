/** Of an item in pages of 100 with their histories; team rules that only Jira can evaluate add up to a point each. */
const POINTS_AN_ITEM = 1.1;
/** The questions around a project. */
const POINTS_A_PROJECT = 30;
/** The pace that the steps are planned at. */
const MS_AN_ITEM = 5;
const MS_A_PROJECT = 2_000;

/** What reading projects anew costs, about. */
export interface RebuildCost {
  readonly points: number;
  readonly ms: number;
}

/** About what reading so many items of so many projects costs: `rebuildCost(10_000, 2)` is 11,060 points and 54 s. */
export const rebuildCost = (items: number, projects: number): RebuildCost => ({
  points: Math.ceil(items * POINTS_AN_ITEM) + projects * POINTS_A_PROJECT,
  ms: items * MS_AN_ITEM + projects * MS_A_PROJECT,
});
