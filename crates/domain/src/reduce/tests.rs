//! The reducer's promises: same set, same state; every event shows or is flagged; conflicts are never overwritten.

mod admission;
mod conflicts;
mod corrections;
mod documents;
mod order;
mod partition;
mod properties;
mod test_runs;
mod trade;
mod world;
