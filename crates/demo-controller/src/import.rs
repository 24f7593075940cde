//! The long job of an import: 206 with a transaction, then polling, then every session ends.

use std::time::Duration;

use controller_api::{
    ControllerError, ErrorCode,
    auth::Token,
    config_file::{ImportState, ImportTask},
};

use crate::{
    backup,
    clock::{Millis, rfc3339_nanos},
    core::Core,
    logs::CONTROLLER,
    refusal::Refusal,
};

/// An import that nobody asks after is done after this long.
const UNASKED: Millis = 5_000;
/// How long a dropped import blocks the next one.
const AFTER_DROP: Millis = 30_000;

/// An import.
#[derive(Debug)]
struct Job {
    tid: String,
    user: String,
    file: Vec<u8>,
    started: Millis,
    updated: Millis,
    polls: u32,
    percentage: u8,
    status: String,
}

/// All that is known of imports.
#[derive(Debug)]
pub(crate) struct Imports {
    job: Option<Job>,
    /// Whether it still runs.
    running: bool,
    /// After an import whose connection was dropped: until when, and its id.
    stuck: Option<(Millis, String)>,
    /// How many polls are answered "importing".
    pub(crate) polls: u32,
    /// How long each of those answers is held back; about two seconds on a real controller.
    pub(crate) delay: Duration,
}

/// What a poll is told.
pub(crate) struct Progress {
    pub(crate) status: u16,
    pub(crate) task: ImportTask,
    pub(crate) after: Duration,
}

impl Imports {
    pub(crate) fn new(polls: u32, delay: Duration) -> Self {
        Self { job: None, running: false, stuck: None, polls, delay }
    }

    fn task(&self) -> Option<ImportTask> {
        let job = self.job.as_ref()?;
        Some(ImportTask {
            data: ImportState {
                tid: job.tid.clone(),
                ctrler_id: CONTROLLER.0.to_owned(),
                last_update_time: rfc3339_nanos(job.updated),
                percentage: job.percentage,
                triggered_by: job.user.clone(),
                status: job.status.clone(),
                temp_token: None,
                fail_to_decrypt_key_fields: Vec::new(),
            },
        })
    }

    /// The import that stands in the way of another, or of an export.
    fn in_the_way(&self, now: Millis) -> Option<ImportTask> {
        if self.running {
            return self.task();
        }
        let (_, tid) = self.stuck.as_ref().filter(|(until, _)| now < *until)?;
        Some(ImportTask {
            data: ImportState {
                tid: tid.clone(),
                ctrler_id: CONTROLLER.0.to_owned(),
                last_update_time: rfc3339_nanos(now),
                percentage: 1,
                triggered_by: "admin".to_owned(),
                status: "importing".to_owned(),
                ..ImportState::default()
            },
        })
    }

    /// An export must wait for a running import.
    pub(crate) fn must_not_run(&self, now: Millis) -> Result<(), Refusal> {
        match self.in_the_way(now) {
            Some(_) => Err(Refusal::new(409, refused(ErrorCode::FailedExport, None))),
            None => Ok(()),
        }
    }
}

fn refused(code: ErrorCode, task: Option<ImportTask>) -> ControllerError {
    let mut error = ControllerError::with_message(code, "Another import is ongoing");
    error.import_task = task;
    error
}

impl Core {
    /// Begins an import. `None`: the file is no gzip, on which the controller drops the connection.
    pub(crate) fn begin_import(
        &mut self,
        user: &str,
        file: &[u8],
        now: Millis,
    ) -> Result<Option<ImportTask>, Refusal> {
        if let Some(task) = self.imports.in_the_way(now) {
            return Err(Refusal::new(409, refused(ErrorCode::FailedImport, Some(task))));
        }
        let tid = self.world.rng.hex(32);
        if !backup::is_gzip(file) {
            self.imports.stuck = Some((now + AFTER_DROP, tid));
            return Ok(None);
        }
        self.imports.job = Some(Job {
            tid,
            user: user.to_owned(),
            file: file.to_vec(),
            started: now,
            updated: now,
            polls: 0,
            percentage: 3,
            status: "preparing".to_owned(),
        });
        self.imports.running = true;
        let token = self.gate.import_token(user, now);
        let mut task = self.imports.task().unwrap_or_default();
        task.data.temp_token = Some(Token::new(token));
        if self.imports.polls == 0 || backup::read(file).is_none() {
            self.finish_import(now);
        }
        Ok(Some(task))
    }

    /// Says how an import stands.
    pub(crate) fn poll_import(&mut self, tid: &str, now: Millis) -> Result<Progress, Refusal> {
        let (running, needed, delay) = (self.imports.running, self.imports.polls, self.imports.delay);
        let Some(job) = self.imports.job.as_mut().filter(|job| job.tid == tid) else {
            let task = self.imports.in_the_way(now);
            return Err(Refusal::new(410, refused(ErrorCode::InvalidRequest, task)));
        };
        if !running {
            let failed = job.percentage < 100;
            let task = self.imports.task().unwrap_or_default();
            if failed {
                let mut error =
                    ControllerError::with_message(ErrorCode::FailedImport, task.data.status.clone());
                error.import_task = Some(task);
                return Err(Refusal::new(500, error));
            }
            return Ok(Progress { status: 200, task, after: Duration::ZERO });
        }
        job.polls += 1;
        job.percentage = 5;
        "importing".clone_into(&mut job.status);
        let done = job.polls >= needed;
        let task = self.imports.task().unwrap_or_default();
        if done {
            self.finish_import(now);
        }
        Ok(Progress { status: 206, task, after: delay })
    }

    /// An import goes on by itself, too.
    pub(crate) fn settle_import(&mut self, now: Millis) {
        let overdue = self.imports.job.as_ref().is_some_and(|job| job.started + UNASKED <= now);
        if self.imports.running && overdue {
            self.finish_import(now);
        }
    }

    fn finish_import(&mut self, now: Millis) {
        self.imports.running = false;
        let Some(job) = self.imports.job.as_mut() else { return };
        job.updated = now;
        match backup::read(&job.file) {
            Some(backup) => {
                (job.percentage, job.status) = (100, "done".to_owned());
                backup.restore(&mut self.world, now);
                self.gate.end_for_import();
            }
            None => {
                (job.percentage, job.status) = (3, "Invalid file format".to_owned());
                self.gate.end_import_tokens();
            }
        }
    }
}
