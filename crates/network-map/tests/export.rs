//! Export: rows say what is shown, CSV and SVG are whole and harmless.

use network_map::{
    export::{Drawing, Shapes, edge_rows, edges_csv, node_rows, nodes_csv, svg},
    layout::{Layout, Options},
    level::{Expansion, Summary, aggregate},
    model::{Builder, EdgeInput, Graph, Kind, NodeInput, Status},
    route::{Style, route},
    sample::Sample,
};

fn picture(graph: &Graph, title: &str, style: &str) -> String {
    drawn(graph, title, style, Shapes::Each)
}

fn drawn(graph: &Graph, title: &str, style: &str, shapes: Shapes) -> String {
    let mut layout = Layout::new(graph, Options::default());
    layout.run();
    let curves = route(graph, layout.points(), layout.radii(), &Style::default());
    let (points, radii) = (layout.points(), layout.radii());
    let widths = vec![1.5; graph.edges.len()];
    let (curves, widths) = (&curves, &widths);
    svg(&Drawing { graph, points, radii, curves, widths, title, style, shapes, label_from: 8.0 })
}

#[test]
fn rows_say_what_is_shown() {
    let graph = Sample::of(80).graph();
    let level = aggregate(&graph, &Expansion::closed()).graph;
    let (nodes, edges) = (node_rows(&level), edge_rows(&level));
    let sum = Summary::of(&level);
    assert_eq!((nodes.len(), edges.len()), (sum.discs, sum.edges));
    assert_eq!(edges.iter().map(|row| row.bytes).sum::<u64>(), sum.bytes);
    assert_eq!(nodes.iter().map(|row| row.outgoing as usize).sum::<usize>(), sum.edges);
    let worst = nodes.iter().filter_map(|row| row.worst).max();
    assert_eq!(worst, edges.iter().map(|row| row.status).max());
    let json = serde_json::to_value(&edges).expect("JSON");
    assert!(Status::parse(json[0]["status"].as_str().expect("a text")).is_some());
    let again: Vec<network_map::export::EdgeRow> = serde_json::from_value(json).expect("its own JSON");
    assert_eq!(again, edges);
}

#[test]
fn csv_has_a_line_for_each_row_and_as_many_fields_in_each() {
    let graph = Sample::of(60).graph();
    let (nodes, edges) = (node_rows(&graph), edge_rows(&graph));
    for (csv, rows) in [(nodes_csv(&nodes), nodes.len()), (edges_csv(&edges), edges.len())] {
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), rows + 1);
        let fields = lines[0].split(',').count();
        assert!(lines.iter().all(|line| line.split(',').count() == fields), "{}", lines[1]);
    }
}

#[test]
fn names_do_nothing_in_a_picture() {
    let mut builder = Builder::new();
    let evil = "<script>alert('x')</script>&\"\u{1}";
    builder.node(&NodeInput { namespace: evil, ..NodeInput::new(Kind::Pod, "a", evil) });
    builder.node(&NodeInput::new(Kind::External, "b", "]]><svg onload=x>"));
    builder.edge(&EdgeInput::new("a", "b"));
    let text = picture(&builder.finish(0), evil, ".edge{} ]]><script>");
    assert!(
        !text.contains("<script>alert") && !text.contains("<svg onload") && !text.contains('\u{1}'),
        "{text}"
    );
    assert_eq!(text.matches("]]>").count(), 1);
    assert!(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"));
}

#[test]
fn a_picture_has_everything_that_is_shown() {
    let graph = Sample::of(40).graph();
    let text = picture(&graph, "Map", "");
    let sum = Summary::of(&graph);
    assert_eq!(text.matches("class=\"node ").count(), sum.discs);
    assert_eq!(text.matches("class=\"edge ").count(), sum.edges);
    assert_eq!(text.matches("class=\"ground ").count(), graph.nodes.len() - sum.discs);
    assert_eq!(
        (text.matches("<title>").count(), text.matches("</title>").count()),
        (graph.nodes.len() + sum.edges + 1, graph.nodes.len() + sum.edges + 1)
    );
    assert_eq!(text.matches("style=\"stroke-width:1.5\"").count(), sum.edges);
    let said =
        graph.edges.iter().find(|edge| !graph.application_names(edge).is_empty()).expect("there is one");
    let names = graph.application_names(said).join(", ");
    assert!(text.contains(&format!("→ {}: {names}</title>", graph.name(said.to))));
    let written = text.matches("<text class=\"label said ").count();
    assert!(written > 5 && written < sum.edges, "{written} of {}", sum.edges);
    assert!(text.contains("<text class=\"label\""));
    assert!(!text.contains("NaN") && !text.contains("inf"));
    assert!(picture(&Graph::default(), "", "").ends_with("</svg>"));
}

#[test]
fn an_image_has_the_same_in_few_shapes() {
    let graph = Sample::of(1000).graph();
    let (each, image) = (drawn(&graph, "Map", "", Shapes::Each), drawn(&graph, "Map", "", Shapes::Alike));
    let sum = Summary::of(&graph);
    // A disc is two arcs, an edge a curve and an arrow.
    let paths: Vec<&str> = image.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let paths = paths.concat();
    assert_eq!(paths.matches(" 0 1 0 ").count(), 2 * graph.nodes.len());
    assert_eq!((paths.matches('C').count(), paths.matches('Z').count()), (sum.edges, sum.edges));
    let texts = |drawing: &str| drawing.matches("<text ").count();
    assert_eq!(texts(&image), texts(&each));
    let shapes = |drawing: &str| drawing.matches("<path ").count() + drawing.matches("<circle ").count();
    assert!(shapes(&image) * 20 < shapes(&each), "{} of {}", shapes(&image), shapes(&each));
    assert_eq!(image.matches("<title>").count(), 1);
    assert!(!image.contains("NaN") && !image.contains("inf"));
}
