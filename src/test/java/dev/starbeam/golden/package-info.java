/** What the shipped pipelines publish, kept in files, and the comparison of warehouse files. */
package dev.starbeam.golden;
