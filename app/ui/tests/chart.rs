//! What charts write on the server: a title, an alternative, every number as text, and marks without colours.
#![cfg(feature = "ssr")]

use leptos::prelude::*;
use ui::chart::draw::{self, Band, Data, Gauge, Part, Series, Slot};
use ui::*;

fn number(number: u64) -> String {
    format!("n{number}")
}

/// So many slots of which each series has its own numbers, none of them zero.
fn data(slots: usize, series: usize, most: u64) -> Data {
    let inks = [Ink::Critical, Ink::Warning, Ink::Medium, Ink::Low];
    let values =
        |seed: u64| (0..slots as u64).map(move |at| 1 + (at * 7_919 + seed * 104_729) % most).collect();
    let series = (0..series).map(|at| {
        Series::new(format!("Series {at}"), inks[at], values(at as u64)).href(format!("/list/{at}"))
    });
    Data {
        alt: "Most on Tuesday.".into(),
        of: "Hour".into(),
        slots: (0..slots).map(|at| Slot::new(format!("Slot {at}")).tick(format!("T{at}"))).collect(),
        series: series.collect(),
        number,
    }
}

fn parts(values: &[u64]) -> Vec<Part> {
    let part = |(at, value): (usize, &u64)| Part {
        label: format!("Part {at}"),
        ink: Ink::ALL[at],
        value: *value,
        href: Some("/part".into()),
    };
    values.iter().enumerate().map(part).collect()
}

fn donut(values: &[u64]) -> Chart {
    draw::donut("Half of it.".into(), "Mode".into(), "Services".into(), &parts(values), number)
}

fn gauge(score: Option<u64>) -> Chart {
    let band = |label: &str, ink, end| Band { label: label.into(), ink, end };
    draw::gauge(&Gauge {
        alt: "It is fair.".into(),
        score,
        of: "Score".into(),
        counted: "Points".into(),
        bands: vec![band("Good", Ink::Good, 20), band("Fair", Ink::Fair, 50), band("Poor", Ink::Poor, 101)],
    })
}

type Draw = fn(&Data) -> Chart;

const KINDS: [(&str, Draw); 5] = [
    ("stacked", draw::stacked),
    ("grouped", draw::grouped),
    ("lines", draw::lines),
    ("bars", draw::bars),
    ("spark", draw::spark),
];

/// Every kind from the same data, and rings.
fn all(data: &Data, values: &[u64], score: Option<u64>) -> Vec<(&'static str, Chart)> {
    let kinds = KINDS.into_iter().map(|(name, draw)| (name, draw(data)));
    kinds.chain([("donut", donut(values)), ("gauge", gauge(score))]).collect()
}

fn html(chart: Chart) -> String {
    let figure = || {
        view! { <ChartFigure id="c" title="Events" chart=chart table_label="As a table" empty="Nothing happened." /> }
            .into_any()
            .to_html()
    };
    Owner::new().with(figure).replace("<!>", "")
}

/// The picture's marks, without the legend's.
fn svg(chart: &Chart) -> &str {
    let picture = chart.picture();
    let from = picture.find("<svg").unwrap_or(picture.len());
    picture[from..].split_inclusive("</svg>").next().unwrap_or_default()
}

/// The swatches of the legend.
fn swatches(chart: &Chart) -> Vec<&str> {
    let legend = chart.picture().split("chart-keys").nth(1).unwrap_or_default();
    legend.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect()
}

/// The words of the scale, from top to bottom.
fn scale(chart: &Chart) -> Vec<&str> {
    let words =
        chart.picture().split("chart-scale\">").nth(1).expect("it has a scale").split("</div>").next();
    words.unwrap_or_default().split("<span>").skip(1).filter_map(|rest| rest.split('<').next()).collect()
}

#[test]
fn each_has_a_title_an_alternative_and_a_table() {
    for (name, chart) in all(&data(6, 3, 50), &[3, 2, 0], Some(37)) {
        let alt = match name {
            "donut" => "Half of it.",
            "gauge" => "It is fair.",
            _ => "Most on Tuesday.",
        };
        let html = html(chart);
        for part in [
            r#"<figure id="c""#,
            r#"aria-labelledby="c-title""#,
            r#"<figcaption id="c-title""#,
            "Events",
            &format!(r#"role="img" aria-label="{alt}""#),
            "<details",
            r#"id="c-table""#,
            ">As a table",
            r#"role="region" aria-labelledby="c-title c-table" tabindex="0""#,
            r#"<th scope="col">"#,
            r#"<th scope="row">"#,
        ] {
            assert!(html.contains(part), "{name}: {part} is not in {html}");
        }
    }
}

#[test]
fn the_table_has_every_number() {
    let data = data(70, 3, 1_000);
    for (name, draw) in KINDS {
        let html = html(draw(&data));
        for (slot, at) in data.slots.iter().zip(0..) {
            let cells: String =
                data.series.iter().map(|s| format!("<td>{}</td>", number(s.values[at]))).collect();
            let row = format!(r#"<tr><th scope="row">{}</th>{cells}</tr>"#, slot.name);
            assert!(html.contains(&row), "{name}: {row}");
        }
    }
    let html = html(donut(&[214, 68, 0]));
    for cell in ["<td>n214</td>", "<td>n68</td>", "<td>n0</td>"] {
        assert!(html.contains(cell), "{cell} is not in {html}");
    }
}

#[test]
fn names_are_text() {
    let bad = "<i>&\"'x";
    let mut data = data(3, 2, 9);
    data.slots[1] = Slot::new(bad).tick(bad).href("/a\"><i>");
    data.series[0] = Series::new(bad, Ink::High, vec![1, 2, 3]).href("\"><i>");
    data.alt = bad.into();
    data.of = bad.into();
    let mut rings = parts(&[2, 3]);
    rings[0].label = bad.into();
    let donut = draw::donut(bad.into(), bad.into(), bad.into(), &rings, number);
    let charts = KINDS.map(|(name, draw)| (name, draw(&data)));
    for (name, chart) in charts.into_iter().chain([("donut", donut)]) {
        let html = html(chart);
        assert!(!html.contains("<i>") && html.contains("&lt;i&gt;"), "{name}: {html}");
    }
}

#[test]
fn nothing_and_zeros_are_an_empty_state_and_never_no_number() {
    let none = Data { slots: vec![], ..data(3, 2, 9) };
    let without = Data { series: vec![], ..data(3, 2, 9) };
    let mut zeros = data(3, 2, 9);
    for series in &mut zeros.series {
        series.values = vec![0; 3];
    }
    for data in [none, without, zeros] {
        for (name, chart) in all(&data, &[0, 0], None) {
            assert!(chart.is_empty(), "{name}");
            let html = html(chart);
            assert!(html.contains("Nothing happened.") && !html.contains("<svg"), "{name}: {html}");
        }
    }
    let one = Data { slots: vec![Slot::new("Only")], ..data(1, 2, 9) };
    let short = Data { series: vec![Series::new("Short", Ink::Accent, vec![5])], ..data(9, 1, 9) };
    let huge = data(9, 3, u64::MAX);
    for data in [one, short, huge] {
        for (name, chart) in all(&data, &[u64::MAX, 1, 0], Some(u64::MAX)) {
            let svg = svg(&chart);
            assert!(svg.starts_with("<svg"), "{name}");
            for word in ["NaN", "inf", "--", r#"height="-"#, r#"width="-"#] {
                assert!(!svg.contains(word), "{name}: {word} in {svg}");
            }
        }
    }
}

#[test]
fn marks_say_what_they_mean_and_not_their_colour() {
    let css = include_str!("../../../style/chart.css");
    for (name, chart) in
        all(&data(80, 4, 90), &[3, 2, 1], Some(37)).into_iter().chain(all(&data(5, 2, 90), &[1], Some(0)))
    {
        let html = html(chart);
        // No colours, and nothing that the content security policy would refuse.
        for word in ["fill=", "stroke=", "style=", "rgb", "hsl", "oklch", "opacity"] {
            assert!(!html.contains(word), "{name}: {word} in {html}");
        }
        let hex = html.split(['"', ' ', '>']).find(|word| {
            word.strip_prefix('#')
                .is_some_and(|hex| hex.len() >= 3 && hex.chars().all(|c| c.is_ascii_hexdigit()))
        });
        assert_eq!(hex, None, "{name}");
        for svg in html.split("<svg ").skip(1) {
            let svg = svg.split("</svg>").next().unwrap_or_default();
            let classes = svg.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
            for class in classes.flat_map(str::split_whitespace) {
                // The first of its kind needs no rule.
                let plain = ["d0", "i0", "of1", "i1", "i2", "i3"].contains(&class);
                assert!(plain || css.contains(&format!(".{class}")), "{name}: no rule for .{class}");
            }
        }
    }
    for ink in Ink::ALL {
        assert!(
            css.contains(&format!(".{} {{", ink.class())) || css.contains(&format!(".{},", ink.class())),
            "{ink:?}"
        );
    }
}

#[test]
fn keys_differ_without_colours() {
    for (name, chart) in all(&data(6, 3, 50), &[3, 2, 1], Some(37)) {
        let swatches = swatches(&chart);
        let without = |svg: &&str| {
            let inks = Ink::ALL.iter().filter(|ink| **ink != Ink::Ghost);
            inks.fold(svg.to_string(), |svg, ink| svg.replace(&format!("{}\"", ink.class()), "\""))
        };
        let different: std::collections::HashSet<String> = swatches.iter().map(without).collect();
        assert_eq!(different.len(), swatches.len(), "{name}");
        assert_eq!(swatches.len(), if name == "spark" { 0 } else { 3 }, "{name}");
    }
}

#[test]
fn a_week_of_hours_is_small() {
    let week = data(168, 2, 5_000);
    for (name, draw) in [("stacked", draw::stacked as Draw), ("lines", draw::lines)] {
        let chart = draw(&week);
        assert!((1_000..6_000).contains(&svg(&chart).len()), "{name}: {}", svg(&chart).len());
    }
}

#[test]
fn columns_are_as_high_as_their_numbers() {
    let mut data = data(3, 2, 9);
    data.series[0].values = vec![50, 0, 1];
    data.series[1].values = vec![50, 25, 0];
    let chart = draw::stacked(&data);
    assert_eq!(scale(&chart), ["n100", "n80", "n60", "n40", "n20", "n0"]);
    // 160 px for 100, and three below the ground; a px between two that stand upon one another; one of a hundred is still seen.
    assert_eq!(
        svg(&chart).split("<g class=\"c-column").skip(1).collect::<Vec<_>>().concat(),
        concat!(
            r#" i0 k-critical"><rect x="16.67%" y="80" height="83"/></g>"#,
            r#" cap i0 k-critical"><rect x="83.33%" y="158" height="5"/></g>"#,
            r#" cap i0 k-warning"><rect x="16.67%" y="0" height="79"/><rect x="50%" y="120" height="43"/></g></svg>"#,
        )
    );
}

#[test]
fn scales_end_at_round_numbers() {
    let top = |most: u64| {
        let one = Data {
            slots: vec![Slot::new("One")],
            series: vec![Series::new("S", Ink::Accent, vec![most])],
            ..data(1, 1, 9)
        };
        let chart = draw::lines(&one);
        let words = scale(&chart);
        (words[0].to_owned(), words.len())
    };
    assert_eq!(top(1), ("n1".into(), 2));
    assert_eq!(top(3), ("n3".into(), 4));
    assert_eq!(top(49), ("n50".into(), 6));
    assert_eq!(top(770), ("n800".into(), 5));
    assert_eq!(top(1_284), ("n1500".into(), 4));
}

#[test]
fn parts_fill_the_ring() {
    for values in [vec![1], vec![0, 5], vec![1, 1_000_000], vec![3, 3, 3], vec![1, 1, 1, 1_000, 1, 1]] {
        let chart = donut(&values);
        let arcs = svg(&chart).matches(r#"class="c-arc"#).count();
        assert_eq!(arcs, values.iter().filter(|value| **value > 0).count(), "{values:?}");
        assert_eq!(swatches(&chart).len(), values.len(), "nothing is left out of the legend");
    }
}

#[test]
fn a_score_stands_in_its_band() {
    for (score, word, class) in
        [(0, "Good", "k-good"), (19, "Good", "k-good"), (20, "Fair", "k-fair"), (100, "Poor", "k-poor")]
    {
        let chart = gauge(Some(score));
        let picture = chart.picture();
        assert!(picture.contains(&format!("<strong>{score}</strong><span>{word}</span>")), "{picture}");
        assert!(picture.contains(&format!(r#"class="c-arc way {class}""#)), "{score}: {picture}");
    }
}

#[test]
fn a_small_line_has_its_numbers_for_those_who_do_not_see_it() {
    let chart = draw::spark(&data(5, 1, 9));
    let html =
        Owner::new().with(|| view! { <Sparkline title="Sessions" chart=chart /> }.into_any().to_html());
    let html = html.replace("<!>", "");
    for part in [r#"role="img""#, "Most on Tuesday.", "Sessions", "<svg", r#"<th scope="row">Slot 4</th>"#] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}
