import { Read } from '@lineproof/shared';
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import {
  commands,
  raw,
  type AnswerInput,
  type Block,
  type Direction,
  type InstrumentInput,
  type JobView,
  type MeasurementInput,
  type MissingItem,
  type PhotoSlot,
  type RecordForm,
  type RecordInput,
  type RecordKind,
  type Step,
  type UiLanguage,
} from '../backend';
import { Drafts } from './drafts.svelte';
import { PhotoWork } from './photo-work.svelte';

const CONTEXT = Symbol('job');

/** The job that is open: what the device answered last, which step and slot are looked at, what is not stored yet, and
 * the deeds on it. */
export class OpenJob {
  readonly id: string;
  readonly read: Read<JobView>;
  /** The step the person chose; without a choice the first one that lacks something. */
  chosen = $state<string | null>(null);
  slot = $state<string | null>(null);
  /** The slot was opened to look at what it has, not to put something in. */
  looking = $state(false);
  document = $state<string | null>(null);
  /** The short form that is being filled in, with what is set already. */
  recording = $state.raw<{
    form: RecordForm;
    preset: Record<string, string>;
    typed: Record<string, string>;
  } | null>(null);
  readonly drafts = new Drafts();
  /** What is typed in sheets that are not saved yet, by what they are about: it outlives the sheet and the lock. */
  readonly #typing = new SvelteMap<string, string>();
  readonly photos = new PhotoWork(async (slot, file) => {
    const bytes = await file.arrayBuffer();
    await this.read.take(() => raw.putPhoto(this.id, slot, file.name, bytes));
  });

  constructor(id: string) {
    this.id = id;
    this.read = new Read(() => commands.jobView(id));
  }

  get view(): JobView | null {
    return this.read.value;
  }
  get step(): Step | null {
    const key = this.chosen ?? this.view?.currentStep;
    return this.view?.steps.find((step) => step.key === key) ?? this.view?.steps[0] ?? null;
  }
  get missingHere(): MissingItem[] {
    return this.view?.missing.filter((item) => item.step === this.step?.key) ?? [];
  }
  /** The missing things that keep the step open; the others are only advised. */
  get mustsHere(): MissingItem[] {
    return this.missingHere.filter((item) => item.must);
  }
  get selectedSlot(): PhotoSlot | null {
    return this.slots.find((slot) => slot.code === this.slot) ?? null;
  }
  get slots(): PhotoSlot[] {
    return this.blocks('photos').flatMap((block) => block.slots);
  }

  /** The blocks of one type in the step looked at. */
  blocks<T extends Block['type']>(type: T): Extract<Block, { type: T }>[] {
    const blocks = this.step?.blocks ?? [];
    return blocks.filter((block): block is Extract<Block, { type: T }> => block.type === type);
  }

  /** Selects a slot; one that has photos is looked at. */
  select(code: string) {
    this.slot = code;
    this.looking = (this.selectedSlot?.photos.length ?? 0) > 0;
  }

  /** Opens a short form for a new entry. */
  record(form: RecordForm, preset: Record<string, string> = {}) {
    this.recording = { form, preset, typed: {} };
  }

  /** Keeps what is typed in the short form, should its screen go away under it. */
  typed(field: string, value: string) {
    if (this.recording) this.recording.typed[field] = value;
  }

  /** What stands in a field of a sheet so far. */
  typing(field: string): string {
    return this.#typing.get(field) ?? '';
  }
  keep(field: string, text: string) {
    if (text) this.#typing.set(field, text);
    else this.#typing.delete(field);
  }
  /** What was typed in these fields is stored. */
  stored(...fields: string[]) {
    for (const field of fields) this.#typing.delete(field);
  }

  /** Nothing in it waits to be stored. */
  get idle(): boolean {
    return this.drafts.idle && this.photos.idle && this.#typing.size === 0;
  }

  /** Enters the job anew, at a step or where it stands. */
  enter(step: string | null) {
    this.chosen = step;
    this.slot = null;
    this.document = null;
    this.recording = null;
  }

  /** Goes to another step once what was typed here is stored or refused. */
  async open(step: string) {
    await this.drafts.settled();
    this.chosen = step;
    this.slot = null;
    this.document = null;
  }

  /** Closes the step and goes to the one that comes next. */
  async close(reason: string | null) {
    await this.drafts.settled();
    const step = this.step;
    if (!step) return;
    await this.read.take(() => commands.closeStep(this.id, step.key, reason));
    const steps = this.view?.steps ?? [];
    const next = steps[steps.findIndex((known) => known.key === step.key) + 1];
    if (next) await this.open(next.key);
  }

  async mark(milestone: Parameters<typeof commands.markMilestone>[1]) {
    await this.read.take(() => commands.markMilestone(this.id, milestone));
  }
  async answer(input: AnswerInput) {
    await this.read.take(() => commands.giveAnswer(this.id, input));
  }
  async measure(input: MeasurementInput) {
    await this.read.take(() => commands.recordMeasurement(this.id, input));
  }
  async instrument(input: InstrumentInput) {
    await this.read.take(() => commands.noteInstrument(this.id, input));
  }
  async addRecord(input: RecordInput) {
    await this.read.take(() => commands.addRecord(this.id, input));
  }
  async endRecord(kind: RecordKind, event: string, text: string | null) {
    await this.read.take(() => commands.endRecord(this.id, kind, event, text));
  }
  async note(text: string) {
    await this.read.take(() => commands.addNote(this.id, text));
  }
  async make(kind: string, language: UiLanguage) {
    await this.read.take(() => commands.makeDocument(this.id, kind, language));
  }
  async withdraw(photo: string, reason: string) {
    await this.read.take(() => commands.withdrawPhoto(this.id, photo, reason));
  }
  async file(slot: string, sha256: string) {
    await this.read.take(() => commands.filePhoto(this.id, slot, sha256));
  }
  async importTrace(file: File, direction: Direction | null) {
    const bytes = await file.arrayBuffer();
    await this.read.take(() => raw.importTrace(this.id, file.name, bytes, direction));
  }
}

export function provideJob(job: OpenJob): OpenJob {
  return setContext(CONTEXT, job);
}

export function useJob(): OpenJob {
  return getContext<OpenJob>(CONTEXT);
}
