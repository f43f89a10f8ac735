import type { Block } from '../backend';

/** Blocks that stand side by side, because they are used together. */
export interface Row {
  layout: 'one' | 'record' | 'measure' | 'more';
  blocks: Block[];
}

const FEW_SLOTS = 4;

/**
 * What to do stands beside the few photos it asks for; measured values stand beside their traces. Milestones stand in
 * the head of the step, because the main button marks them.
 */
export function rows(blocks: Block[]): Row[] {
  const made: Row[] = [];
  for (const block of blocks) {
    if (block.type === 'milestone') continue;
    const last = made.at(-1);
    const before = last?.layout === 'one' ? last.blocks[0] : undefined;
    if (before?.type === 'deeds' && block.type === 'photos' && block.slots.length <= FEW_SLOTS) {
      made[made.length - 1] = { layout: 'record', blocks: [before, block] };
    } else if (before?.type === 'metrics' && block.type === 'traces') {
      made[made.length - 1] = { layout: 'measure', blocks: [before, block] };
    } else if (before?.type === 'traces' && block.type === 'metrics') {
      made[made.length - 1] = { layout: 'measure', blocks: [block, before] };
    } else if (block.type === 'script' && made.some((row) => row.blocks[0]?.type === 'script')) {
      addToMore(made, block);
    } else {
      made.push({ layout: 'one', blocks: [block] });
    }
  }
  return measuredFirst(made);
}

/** Values come before the photos that prove them. */
function measuredFirst(made: Row[]): Row[] {
  const photos = made.filter((row) => row.blocks[0]?.type === 'photos');
  if (photos.length === 0 || !made.some((row) => row.blocks[0]?.type === 'metrics')) return made;
  return [...made.filter((row) => !photos.includes(row)), ...photos];
}

/** The first script is said; the others are at hand when the situation comes. */
function addToMore(made: Row[], block: Block) {
  const last = made.at(-1);
  if (last?.layout === 'more') last.blocks.push(block);
  else made.push({ layout: 'more', blocks: [block] });
}
