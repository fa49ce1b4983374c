/** One poll, from the listing of the folder to the exchanges of its files and what is done when they end. */
package io.github.open115.camel.consumer;
