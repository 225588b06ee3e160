-- The loader may do what publishing needs and no more; readers may read what is published.
create role if not exists "STARBEAM_LOADER" comment = 'Starbeam: publishes batches';

create role if not exists "STARBEAM_READER" comment = 'Reads what Starbeam has published';
