-- The loader may do what publishing needs and no more; readers may read what is published; stewards also what was not, and
-- why.
use role useradmin;

create role if not exists "STARBEAM_LOADER" comment = 'Starbeam: publishes batches';

create role if not exists "STARBEAM_READER" comment = 'Reads what Starbeam has published';

create role if not exists "STARBEAM_STEWARD" comment = 'Reads also what Starbeam has rejected and quarantined';

grant role "STARBEAM_READER" to role "STARBEAM_STEWARD";

grant role "STARBEAM_LOADER" to role sysadmin;

grant role "STARBEAM_STEWARD" to role sysadmin;

use role securityadmin;
