//! Export: what is shown as SVG, as CSV, and as rows for JSON and for the table beside the map.

mod csv;
mod labels;
mod rows;
mod shapes;
mod svg;

pub use csv::{edges_csv, nodes_csv};
pub use rows::{EdgeRow, NodeRow, edge_rows, node_rows};
pub use shapes::Shapes;
pub use svg::{Drawing, svg};
