package dev.starbeam.model;

import java.io.Serializable;

/**
 * What a pipeline declares about one kind of warehouse: a record of that warehouse's own. It changes no row, so it is not
 * part of the fingerprint.
 */
public interface WarehouseOptions extends Serializable {}
