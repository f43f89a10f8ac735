use std::io::{IsTerminal as _, Write as _};

use clap::{Args, Subcommand, ValueEnum};
use lineproof_domain::event::Role;
use lineproof_domain::ids::PersonId;
use lineproof_hq::people::NewPerson;

use super::Data;

/// Accounts of the console.
#[derive(Subcommand)]
pub(super) enum User {
    /// Add a supervisor; the password is read from standard input, or made up and printed once.
    Add(AddUser),
    /// Show everybody who logs in.
    List(Data),
    /// Take an account out of use; its sessions end.
    Disable(Disable),
}

#[derive(Args)]
pub(super) struct AddUser {
    #[command(flatten)]
    data: Data,
    /// Login name.
    login: String,
    /// What he may do.
    #[arg(long, value_enum, default_value = "supervisor")]
    role: AccountRole,
    #[command(flatten)]
    person: Words,
    /// Make a password up and print it once.
    #[arg(long)]
    generate_password: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum AccountRole {
    Supervisor,
}

#[derive(Args)]
pub(super) struct Words {
    /// Name as people say it.
    #[arg(long)]
    name: String,
    /// Title.
    #[arg(long, default_value = "")]
    title: String,
    /// Phone.
    #[arg(long, default_value = "")]
    phone: String,
    /// Company, where it is not ours.
    #[arg(long, default_value = "")]
    company: String,
}

impl From<Words> for NewPerson {
    fn from(words: Words) -> NewPerson {
        NewPerson {
            name: words.name,
            title: words.title,
            phone: words.phone,
            company: words.company,
        }
    }
}

#[derive(Args)]
pub(super) struct Disable {
    #[command(flatten)]
    data: Data,
    /// Login name or id.
    who: String,
}

impl User {
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            User::Add(add) => add.run(),
            User::List(data) => list(&data, Role::Supervisor),
            User::Disable(disable) => Ok(disable.data.open()?.disable(&disable.who)?),
        }
    }
}

impl AddUser {
    fn run(self) -> anyhow::Result<()> {
        let AccountRole::Supervisor = self.role;
        let headquarters = self.data.open()?;
        let password = if self.generate_password {
            lineproof_hq::generate_password()
        } else {
            read_password()?
        };
        let id = headquarters.add_supervisor(&self.person.into(), &self.login, &password)?;
        if self.generate_password {
            println!("{id} {}\npassword (shown once): {password}", self.login);
        } else {
            println!("{id} {}", self.login);
        }
        Ok(())
    }
}

/// One line of standard input.
fn read_password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        eprint!("password (it shows while typing; --generate-password makes one): ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Engineers.
#[derive(Subcommand)]
pub(super) enum Person {
    /// Add an engineer; prints his id.
    Add(AddPerson),
    /// Show every engineer.
    List(Data),
    /// Take an engineer out of use.
    Disable(Disable),
}

#[derive(Args)]
pub(super) struct AddPerson {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    person: Words,
    /// The id he had before this copy was restored; a new one where it is left out.
    #[arg(long)]
    id: Option<PersonId>,
}

impl Person {
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            Person::Add(add) => {
                let headquarters = add.data.open()?;
                let id = match add.id {
                    Some(id) => headquarters.add_engineer_as(id, &add.person.into())?,
                    None => headquarters.add_engineer(&add.person.into())?,
                };
                println!("{id}");
                Ok(())
            }
            Person::List(data) => list(&data, Role::Engineer),
            Person::Disable(disable) => Ok(disable.data.open()?.disable(&disable.who)?),
        }
    }
}

fn list(data: &Data, role: Role) -> anyhow::Result<()> {
    for person in data.open()?.people()? {
        if person.role == role {
            let state = if person.active { "active" } else { "disabled" };
            let login = person.login.unwrap_or_default();
            println!(
                "{}\t{state}\t{login}\t{}\t{}",
                person.id, person.name, person.company
            );
        }
    }
    Ok(())
}
