import type { IconName } from '@lineproof/shared';
import type { Messages } from '@lineproof/shared/i18n';
import type { Document, MissingItem, SignerRole } from '../backend';
import type { App } from '../state/app.svelte';
import { completes, missingName } from '../words/missing';
import { pick } from '../words/pick';
import type { OpenJob } from './job.svelte';
import { choose, goTo } from './places';

/** The main deed of a step: named with its result, and what it does. */
export interface NextDeed {
  name: string;
  icon: IconName;
  run: () => unknown;
}

/** What comes next in the step that is open: the first missing thing, or going on. */
export function nextDeed(app: App, open: OpenJob, messages: Messages): NextDeed | null {
  const { t } = messages;
  const view = open.view;
  const step = open.step;
  if (!view || !step) return null;

  const first = open.mustsHere.find((item) => !completes(item)) ?? open.mustsHere[0];
  if (first && !view.readOnly) return settle(first, app, open, messages);
  if (step.state === 'untouched' || step.state === 'open') {
    if (view.readOnly) return null;
    const name = t('field-do-close', { step: pick(step.name, messages.locale) });
    return { name, icon: 'check', run: () => open.close(null) };
  }
  const next = view.steps.find((known) => known.key === view.currentStep);
  if (!next || next.key === step.key) return null;
  const name = t('field-do-go', { step: pick(next.name, messages.locale) });
  return { name, icon: 'right', run: () => open.open(next.key) };
}

/** The deed that settles one missing thing. */
function settle(item: MissingItem, app: App, open: OpenJob, messages: Messages): NextDeed {
  const { t } = messages;
  const thing = missingName(item, open.view?.steps ?? [], messages.locale);
  switch (item.kind) {
    case 'photo':
      return {
        name: t(item.flagged ? 'field-do-photo-again' : 'field-do-photo', { thing }),
        icon: 'photo',
        run: () => {
          open.slot = item.place;
          open.looking = false;
          choose(item.place);
        },
      };
    case 'trace':
      return { name: t('field-trace-import'), icon: 'trace', run: () => choose('trace') };
    case 'document':
      return {
        name: t('field-do-document', { thing }),
        icon: 'document',
        run: () => open.make(item.place, messages.locale),
      };
    case 'signature':
      return { name: t('field-do-sign', { thing }), icon: 'signature', run: () => sign(item, app, open) };
    case 'milestone':
      return milestone(item, thing, open, messages);
    case 'record':
      return { name: t('field-do-record', { thing }), icon: 'edit', run: () => record(item, open) };
    case 'triage':
      return { name: thing, icon: 'edit', run: () => goTo(item.place) };
    case 'inspection':
      return { name: t('field-do-inspection', { thing }), icon: 'edit', run: () => goTo(item.place) };
    case 'measurement':
    case 'answer':
      return { name: t(`field-do-${item.kind}`, { thing }), icon: 'edit', run: () => goTo(item.place) };
  }
}

function milestone(item: MissingItem, thing: string, open: OpenJob, messages: Messages): NextDeed {
  const blocks = open.blocks('milestone').filter((known) => known.reachedAt === null);
  const block = blocks.find((known) => known.milestone === item.place) ?? blocks[0];
  const step = open.step ? pick(open.step.name, messages.locale) : '';
  if (!block) return { name: thing, icon: 'right', run: () => goTo(item.place) };
  return {
    name: messages.t(`field-milestone-${block.milestone}-do`, { step }),
    icon: 'check',
    run: () => open.mark(block.milestone),
  };
}

/** The place of a missing entry is `record-<kind>`. One that stands and lacks something is looked at. */
function record(item: MissingItem, open: OpenJob) {
  const forms = open.blocks('records').flatMap((block) => block.forms);
  const form = forms.find((known) => `record-${known.kind}` === item.place);
  if (form && !item.flagged) open.record(form);
  else goTo(item.place);
}

/** The place of a missing signature is `<document kind>/<field>`; an unmade document leads to its card. */
function sign(item: MissingItem, app: App, open: OpenJob) {
  const [kind, field] = item.place.split('/');
  const papers: Document[] = open.blocks('documents').flatMap((block) => block.items);
  const paper = papers.find((known) => known.kind === kind);
  const unsigned = paper?.fields.filter((known) => known.signedAt === null) ?? [];
  const wanted = unsigned.find((known) => known.field === field) ?? unsigned.find((known) => known.turn);
  if (paper?.document && wanted) openSigning(app, open, paper.document, wanted.field);
  else goTo(kind ?? item.place);
}

export function openSigning(app: App, open: OpenJob, document: string, field: SignerRole) {
  const back = { at: 'job', job: open.id, step: open.step?.key ?? null } as const;
  app.router.go({ at: 'sign', document, field, back });
}
