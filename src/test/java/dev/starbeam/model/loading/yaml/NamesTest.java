package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "dim_customers,customer",
        "dim_territories,territory",
        "dim_addresses,address",
        "dim_boxes,box",
        "dim_branches,branch",
        "dim_employees,employee",
        "dim_status,status",
        "dim_class,class",
        "dim_product,product",
        "customers,customer",
        "dim_,dim_",
    })
    void aDimensionIsAboutItsSingular(String dimension, String singular) {
        assertThat(Names.singular(dimension)).isEqualTo(singular);
    }

    @ParameterizedTest
    @CsvSource({
        "ordered_at,ordered_date_key",
        "shipped_on,shipped_date_key",
        "birth_date,birth_date_key",
        "pickup_time,pickup_date_key",
        "due,due_date_key",
        "OrderDate,OrderDate_date_key",
    })
    void aDateKeyIsNamedAfterItsColumn(String column, String key) {
        assertThat(Names.dateKey(column)).isEqualTo(key);
    }
}
