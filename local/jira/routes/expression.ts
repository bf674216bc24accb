import { badRequest, JiraProblem } from '../errors.ts';
import { evaluateExpression, type Usage } from '../expression/evaluate.ts';
import { readContext } from '../expression/context.ts';
import { toResult } from '../expression/result.ts';
import { COMPLEXITY_LIMITS } from '../expression/subset.ts';
import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import { readList } from '../wire/page.ts';
import { readObject, readText } from './body.ts';

const complexity = ({ used }: Usage) => ({
  steps: { value: used.steps, limit: COMPLEXITY_LIMITS.steps },
  expensiveOperations: { value: used.expensiveOperations, limit: COMPLEXITY_LIMITS.expensiveOperations },
  beans: { value: used.beans, limit: COMPLEXITY_LIMITS.beans },
  primitiveValues: { value: used.primitiveValues, limit: COMPLEXITY_LIMITS.primitiveValues },
});

const evaluate = (call: Call): Answer => {
  const body = readObject(call.body);
  const expression = readText(body, 'expression');
  if (expression === undefined) throw badRequest('The expression must be provided.');
  const { variables, issues } = readContext(call.site, call.caller, body['context'] ?? {});
  const usage: Usage = { used: { steps: 0, expensiveOperations: 0, beans: 0, primitiveValues: 0 } };
  const value = toResult(evaluateExpression(expression, variables, usage), usage);
  const meta = {
    ...(readList(call.query, 'expand').includes('meta.complexity') ? { complexity: complexity(usage) } : {}),
    ...(issues === undefined ? {} : { issues: { jql: issues } }),
  };
  return ok({ value, ...(Object.keys(meta).length === 0 ? {} : { meta }) }, { core: usage.used.beans });
};

const gone = (): never => {
  throw new JiraProblem(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/expression/evaluate API. A full migration ' +
      'guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
};

/** Jira expressions: a named subset (`expression/subset.ts`); the older `eval` is gone. */
export const expressionOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/expression/evaluate', handle: evaluate },
  { method: 'POST', path: '/rest/api/3/expression/eval', handle: gone },
];
