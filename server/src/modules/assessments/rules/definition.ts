import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { type Expression, parseExpression } from './expression.ts';
import { toPlainText } from './plain-text.ts';
import { ExpressionError } from './tokens.ts';

/** A published form: its questions, what their answers score, and what follows from that. */
export interface Definition {
  readonly name: string;
  /** Without its version: `urn:nl:prescan`. */
  readonly urn: string;
  readonly version: string;
  /** In the order of the form, groups before what is in them. */
  readonly questions: readonly Question[];
  readonly assessments: readonly Assessment[];
}

export type QuestionKind = 'group' | 'yes-no' | 'one' | 'several' | 'text';

export interface Question {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly kind: QuestionKind;
  /** The group it is in. */
  readonly parent: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** It is asked only when all of them hold. */
  readonly conditions: readonly Condition[];
  readonly calculation: Calculation | null;
  /** A calculation that is written where nothing reads it: inside a condition. */
  readonly strayCalculation: Calculation | null;
  /** Texts of options that held markup in the file. */
  readonly markedUp: number;
}

export interface Condition {
  readonly question: string;
  readonly operator: 'equals' | 'contains';
  readonly value: string;
}

export interface Calculation {
  readonly scoreKey: string;
  readonly value: Expression;
  readonly scores: readonly { readonly when: Expression; readonly points: number }[];
}

export const outcomeLevels = ['required', 'recommended'] as const;
export type OutcomeLevel = (typeof outcomeLevels)[number];

export interface Assessment {
  readonly id: string;
  /** The first that holds counts. */
  readonly levels: readonly {
    readonly level: OutcomeLevel;
    readonly holds: Expression;
    readonly result: string;
    readonly criteria: readonly {
      readonly id: string;
      readonly holds: Expression;
      readonly explanation: string;
    }[];
  }[];
}

export interface DefinitionProblem {
  readonly path: string;
  readonly message: string;
}

/** The file is not a form that can be used; says everything found, not only the first. */
export class DefinitionError extends Error {
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    super(problems.map(({ path, message }) => `${path || '(top)'}: ${message}`).join('\n'));
    this.name = 'DefinitionError';
    this.problems = problems;
  }
}

const questionsMax = 1000;
const depthMax = 8;
const problemsMax = 20;

const text = z.string().max(20_000);
const scalar = z.union([text, z.boolean(), z.number(), z.null()]);
const calculationShape = z.object({
  scoreKey: z.string().regex(/^\w{1,60}$/),
  expression: text,
  riskScore: z.array(z.object({ when: text, value: z.number() })).max(50),
});
const dependencyShape = z.object({
  type: z.string().optional(),
  condition: z.object({ id: z.string(), operator: z.string(), value: scalar.optional() }).optional(),
  action: z.string().optional(),
  calculation: calculationShape.optional(),
});
const taskShape = z.object({
  task: text,
  description: text.optional(),
  id: z.string().regex(/^[\w.-]{1,60}$/),
  type: z.array(z.string()).min(1),
  valueType: z.string().optional(),
  options: z
    .array(z.object({ value: scalar, label: text.optional() }))
    .max(200)
    .optional(),
  dependencies: z.array(dependencyShape).max(20).optional(),
  calculation: calculationShape.optional(),
  tasks: z.array(z.unknown()).max(questionsMax).optional(),
});
const definitionShape = z.object({
  name: text,
  urn: z.string().regex(/^urn:nl:[a-z]{1,40}$/),
  version: z.string().regex(/^\d{1,4}(\.\d{1,4}){0,2}$/),
  tasks: z.array(z.unknown()).min(1),
  assessments: z
    .array(
      z.object({
        id: z.string().max(40),
        levels: z
          .array(
            z.object({
              level: z.enum(outcomeLevels),
              expression: text,
              result: text,
              criteria: z.array(z.object({ id: z.string(), expression: text, explanation: text })).max(50),
            }),
          )
          .max(10),
      }),
    )
    .max(20)
    .optional(),
});
type Task = z.infer<typeof taskShape>;

/** Reads a form in YAML or JSON. Throws `DefinitionError`. */
export function parseDefinition(source: string): Definition {
  const problems: DefinitionProblem[] = [];
  const shape = definitionShape.safeParse(parseYaml(source));
  if (!shape.success) throw new DefinitionError(issuesToProblems('', shape.error));
  const { name, urn, version, tasks, assessments = [] } = shape.data;
  const expressionAt = createExpressionReader(problems);
  const definition: Definition = {
    name,
    urn,
    version,
    questions: readQuestions(tasks, expressionAt, problems),
    assessments: assessments.map(({ id, levels }) => ({
      id,
      levels: levels.map(({ expression, criteria, ...level }) => ({
        ...level,
        holds: expressionAt(`${id}.${level.level}`, expression),
        criteria: criteria.map((criterion) => ({
          id: criterion.id,
          explanation: toPlainText(criterion.explanation),
          holds: expressionAt(`${id}.${criterion.id}`, criterion.expression),
        })),
      })),
    })),
  };
  if (problems.length > 0) throw new DefinitionError(problems.slice(0, problemsMax));
  return definition;
}

function parseYaml(source: string): unknown {
  try {
    return parse(source, { maxAliasCount: 20 });
  } catch (error) {
    if (error instanceof ReferenceError) {
      throw new DefinitionError([{ path: '', message: 'has an unknown alias, or too many' }]);
    }
    if (!(error instanceof YAMLParseError)) throw error;
    const at = error.linePos?.[0];
    throw new DefinitionError([
      { path: at === undefined ? '' : `line ${at.line}`, message: `is not valid YAML (${error.code})` },
    ]);
  }
}

type ExpressionAt = (path: string, source: string) => Expression;

/** What cannot be read is a problem of the file; the rest is read on, to find all of them at once. */
function createExpressionReader(problems: DefinitionProblem[]): ExpressionAt {
  return (path, source) => {
    try {
      return parseExpression(source);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push({ path, message: `expression ${error.message}` });
      return { kind: 'literal', value: false };
    }
  };
}

function readQuestions(
  tasks: readonly unknown[],
  expressionAt: ExpressionAt,
  problems: DefinitionProblem[],
): Question[] {
  const questions = new Map<string, Question>();
  const read = (given: unknown, parent: string | null, path: string, depth: number): void => {
    if (questions.size >= questionsMax || depth > depthMax) {
      problems.push({ path, message: 'is one question too many, or nested too deeply' });
      return;
    }
    const shape = taskShape.safeParse(given);
    if (!shape.success) {
      problems.push(...issuesToProblems(path, shape.error));
      return;
    }
    const { id, tasks: inner = [] } = shape.data;
    if (questions.has(id)) problems.push({ path: id, message: 'is there twice' });
    questions.set(id, toQuestion(shape.data, parent, expressionAt));
    for (const [index, one] of inner.entries()) read(one, id, `${id}.tasks[${index}]`, depth + 1);
  };
  for (const [index, one] of tasks.entries()) read(one, null, `tasks[${index}]`, 0);
  return [...questions.values()];
}

function toQuestion(task: Task, parent: string | null, expressionAt: ExpressionAt): Question {
  const { id, options = [], dependencies = [] } = task;
  const stray = dependencies.find(({ calculation }) => calculation !== undefined)?.calculation;
  return {
    id,
    parent,
    title: toPlainText(task.task),
    description: task.description === undefined ? null : toPlainText(task.description),
    kind: kindOf(task),
    options: options.map(({ value, label }) => ({
      value: toPlainText(String(value)),
      label: toPlainText(label ?? String(value)),
    })),
    conditions: dependencies.flatMap(({ type, condition, action }) => {
      if (type !== 'conditional' || action !== 'show' || condition === undefined) return [];
      const { id: question, operator, value } = condition;
      if (operator !== 'equals' && operator !== 'contains') return [];
      return [{ question, operator, value: toPlainText(String(value)) }];
    }),
    calculation: task.calculation === undefined ? null : toCalculation(id, task.calculation, expressionAt),
    strayCalculation: stray === undefined ? null : toCalculation(id, stray, expressionAt),
    markedUp: options.filter(({ value }) => typeof value === 'string' && toPlainText(value) !== value.trim())
      .length,
  };
}

function kindOf({ type, options = [] }: Task): QuestionKind {
  if (type.includes('task_group')) return 'group';
  if (type.includes('checkbox_option') || type.includes('multiselect_scrollable')) return 'several';
  const isYesNo = options.length === 2 && options.every(({ value }) => typeof value === 'boolean');
  if (isYesNo) return 'yes-no';
  return options.length > 0 ? 'one' : 'text';
}

function toCalculation(
  id: string,
  { scoreKey, expression, riskScore }: z.infer<typeof calculationShape>,
  expressionAt: ExpressionAt,
): Calculation {
  return {
    scoreKey,
    value: expressionAt(`${id}.calculation`, expression),
    scores: riskScore.map(({ when, value }, index) => ({
      when: expressionAt(`${id}.riskScore[${index}]`, when),
      points: value,
    })),
  };
}

function issuesToProblems(at: string, { issues }: z.ZodError): DefinitionProblem[] {
  return issues.slice(0, problemsMax).map(({ path, message }) => ({
    path: [at, ...path.map(String)].filter((part) => part !== '').join('.'),
    message,
  }));
}
