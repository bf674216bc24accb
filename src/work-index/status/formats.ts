import type { Status } from '../../core/status/status.ts';
import { ACCESS_FORMAT } from '../../storage/access.ts';
import { BACKFILL_FORMAT } from '../../storage/backfill.ts';
import { MARKS_FORMAT } from '../../storage/index-marks.ts';
import { REGISTRY_FORMAT } from '../../storage/registry.ts';
import { SITE_FORMAT } from '../../storage/site.ts';
import { UPKEEP_FORMAT } from '../../storage/upkeep.ts';
import { BLOCK_FORMAT } from '../entry/format.ts';

/** Formats in which this version stores; older ones are upgraded as they are read, or read from Jira again. */
export const FORMATS: Status['formats'] = [
  ['index', BLOCK_FORMAT],
  ['programs', REGISTRY_FORMAT],
  ['site', SITE_FORMAT],
  ['access', ACCESS_FORMAT],
  ['backfill', BACKFILL_FORMAT],
  ['marks', MARKS_FORMAT],
  ['upkeep', UPKEEP_FORMAT],
];
