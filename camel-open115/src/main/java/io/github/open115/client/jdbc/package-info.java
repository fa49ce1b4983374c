/**
 * What the stores on a database have in common: connections given back as they came, failures that quote no value,
 * tables made on request. Uses no other part of the project.
 */
package io.github.open115.client.jdbc;
