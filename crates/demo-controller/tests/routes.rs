//! The table of routes is the controller's, and the guide lists truly what has no handler.

use std::{collections::BTreeSet, path::Path};

use demo_controller::{ClockMode, DemoController};

const GUIDE: &str = include_str!("../../../docs/demo-controller.md");
const TABLE: &str = include_str!("../src/routes.txt");

fn lines(text: &str) -> BTreeSet<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| line.contains(" /"))
        .filter(|line| !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_table_is_the_controllers() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/routes.txt");
    let Ok(real) = std::fs::read_to_string(file) else {
        println!(
            "skipped: the controller's route table (shared/controller/routes.txt) is not beside the project"
        );
        return;
    };
    assert_eq!(lines(TABLE), lines(&real));
}

#[tokio::test]
async fn the_guide_lists_what_is_answered() {
    let demo = DemoController::builder().clock(ClockMode::Manual).start().await.expect("a free port");
    let routes = demo.routes();
    let answered: BTreeSet<String> =
        routes.iter().filter(|(_, implemented)| *implemented).map(|(name, _)| name.clone()).collect();
    let section = GUIDE.split("<!-- answered -->").nth(1).expect("the guide has the list");
    let listed: BTreeSet<String> =
        section.lines().filter(|line| line.contains(" /")).map(str::to_owned).collect();
    assert_eq!(listed, answered);
    let numbers = format!("{} of the controller's {} routes", answered.len(), routes.len());
    assert!(GUIDE.contains(&numbers), "the guide should say: {numbers}");
}
