/** One poll, from the listing of the folder to the exchanges of its files and the work at their end. */
package io.github.open115.camel.consumer;
