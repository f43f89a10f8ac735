mod damage;
mod intake;
mod samples;
