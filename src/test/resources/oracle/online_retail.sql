-- What pipelines/online_retail has to publish, written independently of it and as plainly as SQL allows.
-- ${raw} is the directory of online_retail.csv.gz. Everything lands in schema "expected":
--   dim_customers, dim_products, dim_date   members without surrogate keys, without the unknown member
--   judged_orders                           accepted lines with their flags
--   fact_orders                             those of them that are published
--   stages(stage, read, accepted, rejected, filtered, quarantined)
--   measures(name, value)                   what the checks observe

CREATE SCHEMA expected;

-- One thread keeps the order of the file, which decides ties; n is the place of the record in it.
SET threads = 1;

CREATE TABLE expected.raw_order_lines AS
SELECT row_number() OVER () AS n, *
FROM read_csv('${raw}/online_retail.csv.gz', header = true, all_varchar = true, delim = ',', quote = '"',
    escape = '"', parallel = false);

CREATE TABLE expected.typed_order_lines AS
SELECT
    n,
    upper(trim(InvoiceNo)) AS order_id,
    upper(trim(StockCode)) AS product_id,
    nullif(trim(Description), '') AS description,
    try_cast(Quantity AS BIGINT) AS quantity,
    try_cast(UnitPrice AS DECIMAL(12, 3)) AS unit_price,
    try_cast(Quantity AS BIGINT) * try_cast(UnitPrice AS DECIMAL(12, 3)) AS total_amount,
    try_cast(InvoiceDate AS TIMESTAMP) AS ordered_at,
    nullif(trim(CustomerID), '') AS customer_id,
    trim(Country) AS country,
    CASE
        WHEN upper(trim(InvoiceNo)) LIKE 'C%' THEN 'cancelled'
        WHEN upper(trim(InvoiceNo)) LIKE 'A%' THEN 'adjustment'
        ELSE 'completed'
    END AS order_status
FROM expected.raw_order_lines;

-- Exact repeats go; the first stays.
CREATE TABLE expected.stg_order_lines AS
SELECT *
FROM expected.typed_order_lines
WHERE order_id IS NOT NULL AND product_id IS NOT NULL AND quantity IS NOT NULL AND ordered_at IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY order_id, product_id, description, quantity, unit_price, ordered_at, customer_id, country
    ORDER BY n) = 1;

-- Latest wins, the line read last among equals.
CREATE TABLE expected.dim_customers AS
SELECT customer_id, country
FROM expected.stg_order_lines
WHERE customer_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC, n DESC) = 1;

CREATE TABLE expected.dim_products AS
SELECT
    product_id,
    description,
    CASE WHEN regexp_full_match(product_id, '[0-9]{5}[A-Z]*') THEN 'article' ELSE 'service or adjustment' END
        AS product_type
FROM expected.stg_order_lines
QUALIFY row_number() OVER (
    PARTITION BY product_id
    ORDER BY CASE WHEN unit_price > 0 THEN ordered_at END DESC NULLS LAST, n DESC) = 1;

CREATE TABLE expected.dim_date AS
SELECT
    (year(day) * 10000 + month(day) * 100 + day(day))::BIGINT AS date_key,
    day::DATE AS calendar_date,
    year(day) AS year,
    quarter(day) AS quarter,
    month(day) AS month,
    isodow(day) AS iso_day_of_week,
    week(day) AS iso_week,
    isoyear(day) AS iso_year,
    CASE WHEN month(day) >= 4 THEN year(day) + 1 ELSE year(day) END AS fiscal_year
FROM (
    SELECT unnest(generate_series(
        make_date(year(min(ordered_at)), 1, 1)::TIMESTAMP,
        make_date(year(max(ordered_at)), 12, 31)::TIMESTAMP,
        INTERVAL 1 DAY)) AS day
    FROM expected.stg_order_lines
);

-- Exactly, in thousandths and 128 bits: (n·x − Σx)²·(n − 1) ≥ 9·n·(n·Σx² − (Σx)²); no variance flags nothing.
CREATE TABLE expected.judged_orders AS
WITH thousandths AS (
    SELECT *, (total_amount * 1000)::HUGEINT AS x FROM expected.stg_order_lines
),
moments AS (
    SELECT product_id, count(x)::HUGEINT AS m, sum(x)::HUGEINT AS s, sum(x * x)::HUGEINT AS ss
    FROM thousandths
    GROUP BY product_id
),
quartiles AS (
    SELECT quantile_cont(quantity, 0.25) AS q1, quantile_cont(quantity, 0.75) AS q3 FROM expected.stg_order_lines
)
SELECT
    o.* EXCLUDE (n, x),
    (year(ordered_at) * 10000 + month(ordered_at) * 100 + day(ordered_at))::BIGINT AS ordered_date_key,
    quantity < q1 - 1.5 * (q3 - q1) OR quantity > q3 + 1.5 * (q3 - q1) AS outside_fences,
    coalesce(m * ss > s * s AND (m * x - s) * (m * x - s) * (m - 1) >= 9 * m * (m * ss - s * s), false)
        AS far_from_mean,
    coalesce(unit_price < 0, false) AS negative_price,
    m < 11 AS without_power
FROM thousandths o
JOIN moments USING (product_id)
CROSS JOIN quartiles;

CREATE TABLE expected.fact_orders AS
SELECT * EXCLUDE (outside_fences, far_from_mean, negative_price, without_power)
FROM expected.judged_orders
WHERE NOT far_from_mean AND NOT negative_price;

CREATE TABLE expected.stages AS
WITH counts AS (
    SELECT
        (SELECT count(*) FROM expected.raw_order_lines) AS lines_read,
        (SELECT count(*) FROM expected.typed_order_lines
            WHERE order_id IS NULL OR product_id IS NULL OR quantity IS NULL OR ordered_at IS NULL) AS rejected,
        (SELECT count(*) FROM expected.stg_order_lines) AS staged,
        (SELECT count(*) FROM expected.fact_orders) AS published
)
SELECT 'stg_order_lines' AS stage, lines_read AS read, staged AS accepted, rejected,
    lines_read - rejected - staged AS filtered, 0 AS quarantined
FROM counts
UNION ALL
SELECT 'fact_orders', staged, published, 0, 0, staged - published
FROM counts;

CREATE TABLE expected.measures AS
SELECT unnest(['row_count', 'outside_fences', 'far_from_mean', 'negative_prices', 'null_customers',
        'unusual_quantities', 'rows_without_power', 'repeated_grains']) AS name,
    unnest([count(*), count(*) FILTER (outside_fences), count(*) FILTER (far_from_mean),
        count(*) FILTER (negative_price), count(*) FILTER (customer_id IS NULL),
        count(*) FILTER (quantity NOT BETWEEN -10000 AND 10000), count(*) FILTER (without_power),
        count(*) - count(DISTINCT (order_id, product_id, description, quantity, unit_price, ordered_at))]) AS value
FROM expected.judged_orders;
