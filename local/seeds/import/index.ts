import type { Store } from '../../jira/store.ts';
import { emptyStore } from '../defaults.ts';
import { importCatalogue } from './catalogue.ts';
import type { ImportContext } from './context.ts';
import { importCustomFields } from './custom-values.ts';
import { assignRoles, listCustomFields } from './field-roles.ts';
import { fillIn } from './fill-in.ts';
import { importHistories } from './histories.ts';
import { importIssues, importParents } from './issues.ts';
import { reportLeftOut } from './left-out.ts';
import { importListedBoards } from './listed-boards.ts';
import { importComments, importLinks, importSecurity } from './links.ts';
import { normaliseFields } from './normalise.ts';
import { importPeople } from './people.ts';
import { importProjects, importVersionsAndComponents } from './projects.ts';
import { readValues } from './read-values.ts';
import type { ImportFile } from './read-values.ts';
import { ReportBook } from './report.ts';
import type { ImportReport } from './report.ts';
import { noValues, takeValue } from './sort-values.ts';
import type { SortedValues } from './sort-values.ts';
import { importSprints } from './sprints.ts';

export { defaultNow } from './default-now.ts';
export type { ImportReport } from './report.ts';
export type { ImportFile } from './read-values.ts';

export interface ImportOptions {
  /** Default: `Imported site`. */
  readonly title?: string;
  readonly baseUrl?: string;
  /** IANA zone of the site; default UTC. */
  readonly timeZone?: string;
}
export interface Imported {
  readonly store: Store;
  readonly report: ImportReport;
}

const readAll = async (files: readonly ImportFile[], report: ReportBook): Promise<SortedValues> => {
  const sorted = noValues();
  for (const file of files) {
    const before = sorted.issues.size;
    const how = await readValues(file, report, (value) => takeValue(value, sorted, report));
    report.file({ ...how, issues: sorted.issues.size - before });
  }
  return sorted;
};

const prepare = (sorted: SortedValues, report: ReportBook, options: ImportOptions): ImportContext => {
  const normal = normaliseFields(sorted);
  const issues = fillIn(normal.issues, report);
  const customFields = listCustomFields(sorted, { ...normal, issues });
  const fields = assignRoles(sorted, customFields, issues, report);
  const store = emptyStore({
    title: options.title ?? 'Imported site',
    timeZone: options.timeZone ?? 'UTC',
    fields,
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
  });
  return { store, sorted, issues, customFields, report };
};

/**
 * A site from exports of Jira's REST API (issues a line, arrays, result pages; plain, gzip or xz; field lists and issue
 * types beside them), with a report of what was read, placed, guessed and left out. Throws on archives that are damaged.
 */
export const importExports = async (files: readonly ImportFile[], options: ImportOptions = {}): Promise<Imported> => {
  const report = new ReportBook();
  const sorted = await readAll(files, report);
  const context = prepare(sorted, report, options);
  importPeople(context);
  importCatalogue(context);
  importProjects(context);
  importVersionsAndComponents(context);
  importSecurity(context);
  importSprints(context);
  importListedBoards(context);
  importCustomFields(context);
  const ids = importIssues(context);
  importParents(context, ids);
  importLinks(context, ids);
  importHistories(context, ids);
  importComments(context, ids);
  reportLeftOut(context);
  if (sorted.issues.size === 0)
    report.leaveOut('file', 'no issue was found in it', files.map((file) => file.name).join(', '));
  return { store: context.store, report: report.finish() };
};
