create database if not exists ${database};

use database ${database};
