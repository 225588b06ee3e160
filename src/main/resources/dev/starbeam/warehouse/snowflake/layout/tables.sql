-- Only owners may add columns, widen types and replace views, so the loader makes its tables itself.
use role "STARBEAM_LOADER";

use database ${database};
