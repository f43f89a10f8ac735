import type { FieldProblem, ProblemBody, ProblemCode } from './api';

/** Headquarters answered that it could not, and why. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly fields: FieldProblem[];
  readonly job: string | null;
  readonly retryAfterS: number | null;
  readonly incident: string | null;

  constructor(body: ProblemBody) {
    super(body.title);
    this.code = body.code;
    this.status = body.status;
    this.fields = body.fields;
    this.job = body.job ?? null;
    this.retryAfterS = body.retryAfterS ?? null;
    this.incident = body.incident ?? null;
  }
}

/** No answer, or one that headquarters cannot have given (a proxy's page, a captive portal). */
export class Unreachable extends Error {}

/** The Fluent key that says what went wrong. */
export function problemKey(error: unknown): string {
  if (error instanceof Problem) return `console-problem-${error.code}`;
  if (error instanceof Unreachable) return 'console-problem-unreachable';
  return 'console-problem-internal';
}

/** What stands beside the words: the number under which headquarters' log has the detail. */
export function problemCode(error: unknown): string | undefined {
  if (error instanceof Problem) return error.incident ?? undefined;
  return undefined;
}
