//! Finds what is missing for building and testing, and gets it where that is possible.

mod cargo_deny;
mod judges;
mod node;
mod packages;
mod python;

pub use cargo_deny::program as cargo_deny;
pub use packages::Purpose;
pub use python::programs as python_programs;

use anyhow::Result;

/// What `cargo xtask test` needs: everything.
pub fn for_tests() -> Result<()> {
    packages::ensure(Purpose::Tests)?;
    node::ensure()?;
    python::ensure()?;
    judges::ensure()?;
    cargo_deny::ensure()
}

/// What building and showing the program needs, with drivers for a day that plays by itself.
pub fn for_demo(headless: bool) -> Result<()> {
    packages::ensure(if headless {
        Purpose::HeadlessDemo
    } else {
        Purpose::Build
    })?;
    node::ensure()
}
