import type { Trace, TraceEvent } from '../../src/backend/api';
import { file } from './files.ts';

const END_M = 7_612;
const LAUNCH_DB = 21.2;
const LOSS_DB_PER_KM = 0.34;

const EVENTS: TraceEvent[] = [
  { number: 1, distanceM: 0, lossDb: null, reflectanceDb: -46.2, kind: 'reflective' },
  { number: 2, distanceM: 1_024, lossDb: 0.31, reflectanceDb: -48.9, kind: 'reflective' },
  { number: 3, distanceM: 2_310, lossDb: 0.06, reflectanceDb: null, kind: 'nonReflective' },
  { number: 4, distanceM: 5_047, lossDb: 0.05, reflectanceDb: null, kind: 'nonReflective' },
  { number: 5, distanceM: END_M, lossDb: null, reflectanceDb: -38.7, kind: 'end' },
];

/** A generated curve: slope, reflections, the end, then noise. */
export function sampleTrace(event: string, time: Trace['time'], by: Trace['by']): Trace {
  const distanceM = Array.from({ length: 1_200 }, (_, at) => at * 7.5);
  return {
    event,
    time,
    by,
    fileName: 'KT-1120-018-1550.sor',
    original: file(Buffer.from('sample trace'), 'application/octet-stream', 'trace.original'),
    facts: {
      instrument: 'Sample OTDR 730',
      serial: 'SN-26-0417',
      wavelengthNm: 1550,
      pulseNs: 100,
      refractiveIndex: 1.4682,
      lengthM: END_M,
      totalLossDb: 3.01,
      orlDb: 34.6,
      measuredAt: '2026-11-22 10:41:07',
    },
    distanceM,
    levelDb: distanceM.map(level),
    events: EVENTS,
    warnings: [
      {
        zh: '校验和与通用算法不符；有几家仪表用自己的算法',
        en: 'The checksum does not match the usual algorithm; some makers use their own',
      },
    ],
    disagrees: false,
    supersededBy: null,
  };
}

function level(distance: number): number {
  const noise = (((distance * 7919) % 97) / 97 - 0.5) * 0.08;
  if (distance > END_M + 60) return 5.4 + noise * 18;
  const splices = EVENTS.filter((event) => event.distanceM <= distance).reduce(
    (sum, event) => sum + (event.lossDb ?? 0),
    0,
  );
  const peak = EVENTS.some(
    (event) => event.reflectanceDb !== null && Math.abs(distance - event.distanceM - 12) < 18,
  )
    ? 2.1
    : 0;
  const fall = distance > END_M + 18 ? ((distance - END_M - 18) / 42) * 12 : 0;
  return LAUNCH_DB - (distance / 1000) * LOSS_DB_PER_KM - splices + peak - fall + noise;
}
