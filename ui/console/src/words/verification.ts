import type { Verification } from '../backend/api';
import type { Translate } from './clock';
import { shortTime } from './time';

type Chain = Verification['chains'][number];
type Instrument = Verification['instruments'][number];

export function chainText(chain: Chain, t: Translate): string {
  const device = chain.device.name;
  if (!chain.intact) return t('console-chain-broken', { device });
  if (chain.forked) return t('console-chain-forked', { device });
  if (!chain.checkpointValid) return t('console-chain-no-checkpoint', { device });
  if (chain.successorBecause) {
    return t(`console-chain-after-${chain.successorBecause}`, { device, n: chain.entries });
  }
  return t('console-chain-intact', { device, n: chain.entries });
}

export function receiptText(receipts: Verification['receipts'], now: string, t: Translate): string {
  const { entries, receipted } = receipts;
  if (entries === 0) return t('console-receipt-none');
  if (receipted < entries) return t('console-receipt-some', { n: receipted, of: entries });
  const time = receipts.lastAt ? shortTime(receipts.lastAt, now) : '';
  return t('console-receipt-all', { n: entries, time });
}

export function filesText(files: Verification['files'], t: Translate): string {
  if (files.mismatched.length > 0) return t('console-files-mismatched', { n: files.mismatched.length });
  if (files.attached === 0) return t('console-files-none');
  if (files.waiting.length > 0) return t('console-files-some', { n: files.stored, of: files.attached });
  return t('console-files-all', { n: files.attached });
}

export function signatureText(signatures: Verification['signatures'], t: Translate): string {
  const { total, valid } = signatures;
  if (total === 0) return t('console-signatures-none');
  if (valid < total) return t('console-signatures-bad', { n: total - valid, of: total });
  return t(signatures.lastCoversFile ? 'console-signatures-good' : 'console-signatures-not-whole', {
    n: total,
  });
}

export function instrumentText(instrument: Instrument, t: Translate): string {
  const what = calibrationText(instrument, t);
  const { settings } = instrument;
  return settings ? t('console-instrument-set', { what, settings }) : what;
}

function calibrationText(instrument: Instrument, t: Translate): string {
  const name = `${instrument.model} ${instrument.serial}`.trim();
  if (!instrument.calibratedUntil) return t('console-instrument-unknown', { name });
  return t(instrument.expired ? 'console-instrument-expired' : 'console-instrument-good', {
    name,
    until: instrument.calibratedUntil,
  });
}
