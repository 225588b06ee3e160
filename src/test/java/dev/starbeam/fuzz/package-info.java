/** The shipped pipelines over damaged data and with damaged declarations: what holds whatever comes. */
package dev.starbeam.fuzz;
