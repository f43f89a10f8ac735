import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DispatchJob, JobChanged, LiveHello, ProblemCode } from '../src/backend/api';
import { calendar } from './sample/calendar.ts';
import { dueFor } from './sample/due.ts';
import { blobOf } from './sample/files.ts';
import { scene } from './sample/scene.ts';

const listeners = new Set<ServerResponse>();
const BEAT_MS = 15_000;

setInterval(() => tell('beat', hello()), BEAT_MS).unref();

/** Answers a request to `/api` or `/dev/scene`; false leaves it to Vite. */
export async function answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://sample');
  if (url.pathname === '/dev/scene') return setScene(url, response);
  if (!url.pathname.startsWith('/api/')) return false;
  if (scene.down) return html(response);
  const body = await read(request);
  const [, , first, id, action, blob] = url.pathname.split('/');
  const route = `${request.method} ${first}${id ? '/id' : ''}${action ? `/${action}` : ''}`;
  if (route === 'POST session') return login(response, body);
  if (!scene.session) return problem(response, 401, 'unauthenticated');
  switch (route) {
    case 'GET session':
      return json(response, scene.session);
    case 'DELETE session':
      scene.session = null;
      return json(response, null, 204);
    case 'GET events':
      return live(response);
    case 'GET jobs':
      return json(response, scene.list(url.searchParams));
    case 'POST jobs':
      return dispatch(response, body as DispatchJob);
    case 'GET people':
      return json(response, scene.people());
    case 'GET notices':
      return json(response, { notices: scene.notices() });
    case 'GET catalogue':
      return json(response, scene.catalogue);
    case 'GET calendar':
      return json(response, calendar.inForce());
    case 'POST calendar':
      return json(response, calendar.answer(body as Parameters<typeof calendar.answer>[0]));
    case 'POST due-date':
      return json(response, dueFor(body as Parameters<typeof dueFor>[0]));
    case 'GET jobs/id/blobs':
      return bytes(response, blob ?? '', url.searchParams.has('download'));
  }
  const record = scene.record(id ?? '');
  if (!record) return problem(response, 404, 'not-found');
  if (route === 'GET jobs/id') return json(response, record);
  if (action === 'cancel' || action === 'reassign') scene.change();
  if (request.method === 'POST') tell('job', changed(record.row.id));
  const { now, row, plan, clocks, missing, flags, decisions, acts, choices, recent } = record;
  return json(response, { now, row, plan, clocks, missing, flags, decisions, acts, choices, recent });
}

function login(response: ServerResponse, body: unknown): boolean {
  const { name, password } = body as { name: string; password: string };
  if (password === 'wrong') return problem(response, 401, 'login-wrong');
  return json(response, scene.login(name));
}

function dispatch(response: ServerResponse, job: DispatchJob): boolean {
  const other = scene.jobWithOrder(job.orderNo);
  if (other && other !== job.id) return problem(response, 409, 'order-no-taken', { job: other });
  scene.dispatch(job);
  tell('job', changed(job.id));
  return json(response, { id: job.id, orderNo: job.orderNo }, 201);
}

function setScene(url: URL, response: ServerResponse): boolean {
  const told = scene.set(url.searchParams);
  if (scene.down) for (const listener of listeners) listener.end();
  if (url.searchParams.has('expire')) tell('sessionEnded', null);
  for (const job of told) tell('job', changed(job));
  return json(response, { ok: true });
}

function live(response: ServerResponse): boolean {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
  response.write(`event: hello\ndata: ${JSON.stringify(hello())}\n\n`);
  return true;
}

function tell(event: string, data: unknown) {
  for (const listener of listeners) listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

const hello = (): LiveHello => ({ now: scene.now(), change: scene.changes });
const changed = (job: string): JobChanged => ({ job, change: scene.changes, at: scene.now() });

function bytes(response: ServerResponse, sha256: string, download: boolean): boolean {
  const blob = blobOf(sha256);
  response.writeHead(200, {
    'Content-Type': blob.mime,
    'Content-Disposition': download ? 'attachment; filename="sample"' : 'inline',
  });
  response.end(blob.bytes);
  return true;
}

function json(response: ServerResponse, body: unknown, status = 200): boolean {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(status === 204 ? undefined : JSON.stringify(body));
  return true;
}

function problem(response: ServerResponse, status: number, code: ProblemCode, more: object = {}): boolean {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  const type = `urn:lineproof:problem:${code}`;
  response.end(JSON.stringify({ type, title: code, status, code, fields: [], ...more }));
  return true;
}

/** What a captive portal does. */
function html(response: ServerResponse): boolean {
  response.writeHead(520, { 'Content-Type': 'text/html' });
  response.end('<h1>520</h1>');
  return true;
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text ? (JSON.parse(text) as unknown) : null;
}
