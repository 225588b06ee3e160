-- Texts are told apart by every letter, whatever the account's default: keys depend on it.
create database if not exists ${database} default_ddl_collation = '';

use database ${database};
