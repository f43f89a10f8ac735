import type {
  DispatchJob,
  JobList,
  JobRecord,
  JobSummary,
  Notice,
  People,
  Session,
} from '../../src/backend/api';
import { catalogue } from './catalogue.ts';
import { dueFor } from './due.ts';
import { jobId, rows, summaryOf } from './jobs.ts';
import { engineers } from './people.ts';
import { recordOf, type Arrived } from './record.ts';
import { days, hours, stamp } from './time.ts';

const RUNNING = jobId(4);
const COMING = jobId(9);

/** The sample headquarters: what it has, and what has happened to it by `/dev/scene`. */
class Scene {
  session: Session | null = null;
  down = false;
  changes = 1;
  catalogue = catalogue;
  #empty = false;
  #more = false;
  #arrived: Arrived = 'half';
  #dispatched: JobSummary[] = [];

  now = () => stamp(Date.now());

  login(name: string): Session {
    this.session = {
      person: {
        id: '00000000-0000-7000-8000-000000000001',
        name: name === 'en' ? 'Shen Ruoxi' : '沈若溪',
        title: '客响中心 调度',
      },
      expiresAt: stamp(Date.now() + hours(10)),
      now: this.now(),
      sampleData: true,
      version: 'sample',
    };
    return this.session;
  }

  /** Returns the jobs that changed by this. */
  set(words: URLSearchParams): string[] {
    const flag = (name: string, value: boolean) => (words.has(name) ? words.get(name) === '1' : value);
    this.down = flag('down', this.down);
    this.#empty = flag('empty', this.#empty);
    this.#more = flag('more', this.#more);
    if (words.has('expire')) this.session = null;
    if (words.has('arrive')) this.#arrived = words.get('arrive') === '1' ? 'all' : 'half';
    this.changes += 1;
    return words.has('arrive') ? [RUNNING] : words.has('more') ? [COMING] : [];
  }

  change = () => void (this.changes += 1);

  list(words: URLSearchParams): JobList {
    const state = words.get('state') ?? 'open';
    const q = (words.get('q') ?? '').toLowerCase();
    const all = this.#summaries();
    const open = all.filter(({ row }) => row.clock?.state !== 'done');
    const jobs = (
      state === 'open' ? open : state === 'closed' ? all.filter((one) => !open.includes(one)) : all
    )
      .map(({ row }) => row)
      .filter((row) => !words.get('level') || words.get('level') === row.level)
      .filter((row) => !words.get('kind') || words.get('kind') === row.kind)
      .filter((row) => !words.get('assignee') || words.get('assignee') === row.assignee?.id)
      .filter((row) =>
        [row.orderNo, row.customer, row.circuitNo, row.assignee?.name ?? ''].some((text) =>
          text.toLowerCase().includes(q),
        ),
      )
      .sort((a, b) => Date.parse(a.clock?.dueAt ?? '') - Date.parse(b.clock?.dueAt ?? ''));
    const leftMs = ({ row }: JobSummary) => Date.parse(row.clock?.dueAt ?? '') - Date.now();
    return {
      now: this.now(),
      change: this.changes,
      jobs,
      total: jobs.length,
      counts: {
        open: open.length,
        overdue: open.filter((one) => leftMs(one) < 0).length,
        withinHour: open.filter((one) => leftMs(one) >= 0 && leftMs(one) <= hours(1)).length,
        closed: all.length - open.length,
      },
    };
  }

  people(): People {
    return { now: this.now(), engineers: this.#empty ? [] : engineers(Date.now()) };
  }

  notices(): Notice[] {
    if (this.#empty) return [];
    const at = stamp(Date.now() - days(1));
    const device = { id: '00000000-0000-7000-8000-000000000204', name: 'FIELD-04', lastContactAt: at };
    const person = { id: '00000000-0000-7000-8000-000000000104', name: '马成林', company: '临江通维' };
    return [
      { id: '1', kind: 'deviceSilent', at, device, person },
      {
        id: '2',
        kind: 'quarantined',
        at,
        device,
        person,
        job: jobId(8),
        orderNo: 'KT-1121-006',
        seq: 118,
        reason: 'wrong_origin',
      },
    ];
  }

  record(id: string): JobRecord | null {
    const summary = this.#summaries().find(({ row }) => row.id === id);
    if (!summary) return null;
    const { phase } = summary.row.whereNow;
    const worked = ['onSite', 'opened', 'completed', 'cancelledWithFieldWork'].includes(phase);
    const arrived =
      phase === 'completed' ? 'all' : id === RUNNING ? this.#arrived : worked ? 'half' : 'nothing';
    return recordOf(summary, arrived, Date.now());
  }

  jobWithOrder(orderNo: string): string | null {
    return this.#summaries().find(({ row }) => row.orderNo === orderNo)?.row.id ?? null;
  }

  dispatch({ id, ...form }: DispatchJob) {
    const pattern = rows(Date.now()).at(6);
    const engineer = engineers(Date.now()).find((one) => one.id === form.assignee);
    if (!pattern || !engineer) return;
    const { due } = dueFor({ ...form });
    const kind = catalogue.kinds.find((one) => one.id === form.kind);
    const clock = {
      ...pattern.clocks[0]!,
      startedAt: form.orderReceivedAt,
      dueAt: due?.dueAt ?? pattern.clocks[0]!.dueAt,
      workdaysLeft: due?.workdays ?? null,
    };
    const row = {
      ...pattern.row,
      id,
      orderNo: form.orderNo,
      kind: form.kind,
      kindName: kind?.name ?? pattern.row.kindName,
      level: form.level,
      customer: form.customer.name,
      circuitNo: form.circuitNo,
      whereNow: { ...pattern.row.whereNow, phase: 'dispatched' as const, step: null },
      assignee: { id: engineer.id, name: engineer.name, company: engineer.company || null },
      clock,
    };
    const plan = { ...pattern.plan, ...form, computedDueAt: due?.dueAt ?? null };
    this.#dispatched.push(summaryOf({ row, plan, clocks: [clock] }, Date.now()));
    this.changes += 1;
  }

  #summaries(): JobSummary[] {
    if (this.#empty) return this.#dispatched;
    const samples = rows(Date.now())
      .filter(({ row }) => this.#more || row.id !== COMING)
      .map((one) => summaryOf(one, Date.now()));
    const running = samples.find(({ row }) => row.id === RUNNING);
    if (running && this.#arrived === 'all') {
      running.row.whereNow.phase = 'completed';
      for (const clock of running.clocks) Object.assign(clock, { state: 'done', metAt: this.now() });
      running.row.missing = 1;
    }
    return [...samples, ...this.#dispatched];
  }
}

export const scene = new Scene();
