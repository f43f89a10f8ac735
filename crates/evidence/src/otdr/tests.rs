mod damage;
mod quirks;
mod samples;
