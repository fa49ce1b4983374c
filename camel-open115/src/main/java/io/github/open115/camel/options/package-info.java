/** The options: their defaults, the checks of their values, and the options of Camel's file component that are refused. */
package io.github.open115.camel.options;
