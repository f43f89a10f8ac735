use clap::{Args, Subcommand};
use lineproof_domain::ids::{DeviceId, PersonId};
use lineproof_hq::people::ENROLMENT_CODE_HOURS;

use super::Data;

/// Devices.
#[derive(Subcommand)]
pub(super) enum Device {
    /// Print a one-time enrolment code for a device of an engineer.
    Code(Code),
    /// Show every device.
    List(Data),
    /// Take the right to write from a device.
    Revoke(Revoke),
    /// Print a one-time code for a device whose PIN was forgotten.
    RecoveryCode(RecoveryCode),
}

#[derive(Args)]
pub(super) struct Code {
    #[command(flatten)]
    data: Data,
    /// Whose device it becomes, by id.
    #[arg(long)]
    person: PersonId,
    /// How long the code holds, hours.
    #[arg(long, default_value_t = ENROLMENT_CODE_HOURS)]
    hours: u32,
}

#[derive(Args)]
pub(super) struct Revoke {
    #[command(flatten)]
    data: Data,
    /// Which device.
    #[arg(long)]
    device: DeviceId,
    /// Why.
    #[arg(long)]
    reason: String,
}

#[derive(Args)]
pub(super) struct RecoveryCode {
    #[command(flatten)]
    data: Data,
    /// Which device.
    #[arg(long)]
    device: DeviceId,
}

impl Device {
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            Device::Code(code) => {
                let made = code.data.open()?.enrolment_code(code.person, code.hours)?;
                println!("{made}");
            }
            Device::List(data) => {
                for device in data.open()?.devices()? {
                    let state = if device.revoked { "revoked" } else { "active" };
                    println!("{}\t{state}\t{}\t{}", device.id, device.name, device.person);
                }
            }
            Device::Revoke(revoke) => {
                let headquarters = revoke.data.open()?;
                headquarters.revoke_device(revoke.device, &revoke.reason)?;
            }
            Device::RecoveryCode(code) => {
                println!("{}", code.data.open()?.recovery_code(code.device)?);
            }
        }
        Ok(())
    }
}
