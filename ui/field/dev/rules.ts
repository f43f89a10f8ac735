/** What the sample device works out after each change; a rough stand-in for the rules in Rust, for looking only. */
import type { JobView, MissingItem, MissingKind, Step, Words } from '../src/backend/bindings';

function lacks(step: Step): MissingItem[] {
  const item = (
    kind: MissingKind,
    place: string,
    name: Words,
    must: boolean,
    flagged = false,
  ): MissingItem => ({
    step: step.key,
    when: step.key === 'complete' ? 'afterwards' : 'beforeLeaving',
    kind,
    place,
    name,
    must,
    flagged,
  });
  return step.blocks.flatMap((block): MissingItem[] => {
    switch (block.type) {
      case 'photos':
        return block.slots
          .filter((slot) => slot.state !== 'met')
          .map((slot) => {
            const code = slot.code.split('.')[0];
            const name = { zh: `${slot.name.zh} ${code}`, en: `${slot.name.en} ${code}` };
            return item('photo', slot.code, name, slot.required, slot.state === 'unusable');
          });
      case 'questions':
        return block.items
          .filter((question) => question.value === null)
          .map((question) => item('answer', question.item, question.ask, question.required));
      case 'metrics':
        return block.items
          .filter((metric) => metric.value === null && metric.limit.type !== 'open')
          .map((metric) => item('measurement', metric.key, metric.name, metric.required));
      case 'milestone':
        return block.reachedAt
          ? []
          : [item('milestone', block.milestone, { zh: block.milestone, en: block.milestone }, true)];
      case 'documents':
        return block.items.flatMap((paper) => {
          if (!paper.document) return [item('document', paper.kind, paper.name, true)];
          return paper.fields
            .filter((field) => !field.signedAt)
            .map((field) => {
              const name = {
                zh: `${paper.name.zh}：${field.field}`,
                en: `${paper.name.en}: ${field.field}`,
              };
              return item('signature', `${paper.kind}/${field.field}`, name, !field.mayStayOpen);
            });
        });
      default:
        return [];
    }
  });
}

/** Counts again what is missing and which step comes next. */
export function settle(job: JobView): JobView {
  job.missing = job.steps.filter((step) => step.state !== 'closedWithReason').flatMap(lacks);
  for (const step of job.steps) {
    const here = job.missing.filter((item) => item.step === step.key);
    step.missing = here.filter((item) => item.must).length;
    step.flagged = here.filter((item) => item.flagged).length;
    if (step.state === 'closed' && step.missing > 0) step.state = 'open';
  }
  job.currentStep =
    job.steps.find((step) => step.state === 'untouched' || step.state === 'open')?.key ?? job.currentStep;
  return structuredClone(job);
}
