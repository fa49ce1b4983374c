/**
 * The options: their defaults, the checks of their values, the options of Camel's file component that are refused, and the
 * supported versions of Camel.
 */
package io.github.open115.camel.options;
