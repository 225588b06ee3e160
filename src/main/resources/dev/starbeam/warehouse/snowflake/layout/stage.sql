-- Batches wait on the stage as Parquet files under names that follow from the batch.
create file format if not exists "QUALITY"."STARBEAM_PARQUET"
    type = parquet use_vectorized_scanner = true null_if = ();
