//! The store from outside: the same cases in SQLite and in PostgreSQL, and what is left of it after being killed.

mod common;
mod kill;
mod postgres;
mod retention;
mod triage;

/// Each case as a test of its own in a new SQLite file, and all of them in new databases of one PostgreSQL server.
macro_rules! cases {
    ($($group:ident :: $case:ident,)+) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let directory = crate::common::Directory::new();
                    crate::$group::$case(directory.file()).await;
                }
            )+
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn all_of_it_in_postgresql() {
            let Some(server) = postgres::Server::start() else { return };
            $(
                println!("{}", stringify!($case));
                $group::$case(server.database(stringify!($case)).await).await;
            )+
        }
    };
}

cases! {
    triage::what_is_decided_is_shown_with_who_and_when,
    triage::two_who_decide_at_once_do_not_overwrite_each_other,
    triage::of_many_at_once_one_is_first,
    triage::a_conflict_about_one_changes_none,
    triage::what_changes_is_seen_by_others_and_missed_by_none,
    triage::hundreds_are_decided_in_one_step,
    triage::clusters_are_apart,
    retention::what_is_kept_comes_back_to_the_letter,
    retention::what_comes_again_is_kept_once,
    retention::what_was_said_later_stays,
    retention::two_consoles_keep_each_entry_once,
    retention::who_follows_misses_none,
    retention::the_oldest_goes_first,
    retention::size_is_bounded_whatever_comes,
    retention::several_start_at_once,
    retention::nothing_is_there_before_anything_is_kept,
}
