//! Exact decimal numbers for measured values and limits, and the reading of what a person typed.
//!
//! Measured numbers travel as decimal text ("-18.4"): point, ASCII minus, no exponent. Binary
//! floating point never touches them, so a limit of 0.35 is 0.35 and not almost.

mod number;
mod read;
mod units;

pub use number::{Decimal, DecimalError};
pub use read::{NumberProblem, Reading, read_number};
