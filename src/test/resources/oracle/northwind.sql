-- What the northwind pipeline must publish, in plain SQL over its files.
CREATE SCHEMA expected;

CREATE TABLE expected.sales AS
SELECT
    l.OrderID::bigint AS order_id,
    l.ProductID::bigint AS product_id,
    o.CustomerID AS customer_id,
    strptime(o.OrderDate, '%m/%d/%Y')::date AS ordered_on,
    strptime(nullif(o.ShippedDate, ''), '%m/%d/%Y')::date AS shipped_on,
    strptime(o.RequiredDate, '%m/%d/%Y')::date AS required_on,
    l.Quantity::bigint AS quantity,
    round(l.Quantity::bigint * l.UnitPrice::decimal(12, 2) * (1 - l.Discount::decimal(4, 2)), 4)::decimal(18, 4)
        AS net_amount,
    p.ProductName AS product,
    c.CategoryName AS category,
    u.Country AS country,
    s.CompanyName AS shipper
FROM read_csv('${raw}/order_details.csv', all_varchar = true) l
JOIN read_csv('${raw}/orders.csv', all_varchar = true) o ON o.OrderID = l.OrderID
JOIN read_csv('${raw}/products.csv', all_varchar = true) p ON p.ProductID = l.ProductID
JOIN read_csv('${raw}/categories.csv', all_varchar = true) c ON c.CategoryID = p.CategoryID
JOIN read_csv('${raw}/customers.csv', all_varchar = true) u ON u.CustomerID = o.CustomerID
JOIN read_csv('${raw}/shippers.csv', all_varchar = true) s ON s.ShipperID = o.ShipVia;
