import type { Holder, IssueSecurityScheme, SecurityLevel } from '../entities.ts';
import { notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { renderSecurityLevel } from '../wire/metadata.ts';
import { pageOf, readList } from '../wire/page.ts';
import { requireAdmin } from './access.ts';
import { renderHolder } from './permission-schemes.ts';

const PATH = '/rest/api/3/issuesecurityschemes';

interface Placed<T> {
  readonly scheme: IssueSecurityScheme;
  readonly level: SecurityLevel;
  readonly value: T;
}
const levelsOf = ({ site }: Call): readonly Placed<undefined>[] =>
  [...site.store.issueSecuritySchemes.values()].flatMap((scheme) =>
    scheme.levels.map((level) => ({ scheme, level, value: undefined })),
  );

const isDefault = ({ scheme, level }: Placed<undefined>): boolean => scheme.defaultLevelId === level.id;

const levels: Operation = {
  method: 'GET',
  path: `${PATH}/level`,
  handle: (call) => {
    requireAdmin(call);
    const { query, site } = call;
    const ids = readList(query, 'id');
    const schemeIds = readList(query, 'schemeId');
    const found = levelsOf(call).filter(
      (placed) =>
        (ids.length === 0 || ids.includes(placed.level.id)) &&
        (schemeIds.length === 0 || schemeIds.includes(placed.scheme.id)) &&
        (query.get('onlyDefault') !== 'true' || isDefault(placed)),
    );
    const render = (placed: Placed<undefined>): Bean => ({
      ...renderSecurityLevel(site.store, placed.level),
      isDefault: isDefault(placed),
      issueSecuritySchemeId: placed.scheme.id,
    });
    return ok(pageOf(found, query, { max: 50, url: apiUrl(site.store, 'issuesecurityschemes/level'), render }));
  },
};

/** A level's holders, each with an id that stays the same while the level does. */
const membersOf = (call: Call): readonly (Placed<Holder> & { readonly id: number })[] =>
  levelsOf(call).flatMap(({ scheme, level }) =>
    level.holders.map((value, index) => ({ scheme, level, value, id: Number(level.id) * 100 + index })),
  );

const members: Operation = {
  method: 'GET',
  path: `${PATH}/level/member`,
  handle: (call) => {
    requireAdmin(call);
    const { query, site } = call;
    const ids = readList(query, 'id');
    const schemeIds = readList(query, 'schemeId');
    const levelIds = readList(query, 'levelId');
    const unfiltered = schemeIds.length === 0 && levelIds.length === 0;
    const found = membersOf(call).filter(
      ({ id, scheme, level }) =>
        (ids.length === 0 || ids.includes(String(id))) &&
        (unfiltered || schemeIds.includes(scheme.id) || levelIds.includes(level.id)),
    );
    const url = apiUrl(site.store, 'issuesecurityschemes/level/member');
    const render = ({ id, scheme, level, value }: (typeof found)[number]): Bean => ({
      id: String(id),
      issueSecurityLevelId: level.id,
      issueSecuritySchemeId: scheme.id,
      holder: renderHolder(site.store, value),
    });
    return ok(pageOf(found, query, { max: 50, url, render }));
  },
};

/** The older form of `level/member`, for one scheme. */
const membersOfScheme: Operation = {
  method: 'GET',
  path: `${PATH}/{issueSecuritySchemeId}/members`,
  handle: (call) => {
    requireAdmin(call);
    const { query, site, params } = call;
    const { issueSecuritySchemeId: schemeId = '' } = params;
    if (site.store.issueSecuritySchemes.get(schemeId) === undefined) {
      throw notFound(`The issue security scheme with id ${schemeId} does not exist.`);
    }
    const levelIds = readList(query, 'issueSecurityLevelId');
    const found = membersOf(call).filter(
      ({ scheme, level }) => scheme.id === schemeId && (levelIds.length === 0 || levelIds.includes(level.id)),
    );
    const url = apiUrl(site.store, `issuesecurityschemes/${schemeId}/members`);
    const render = ({ id, level, value }: (typeof found)[number]): Bean => ({
      id,
      issueSecurityLevelId: Number(level.id),
      holder: renderHolder(site.store, value),
    });
    return ok(pageOf(found, query, { max: 50, url, render }));
  },
};

/** Reading the levels of issue security schemes and who is in them. */
export const securityLevelOperations: readonly Operation[] = [levels, members, membersOfScheme];
