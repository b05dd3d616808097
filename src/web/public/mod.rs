//! Pages that everybody may read.

use super::routes::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
}
