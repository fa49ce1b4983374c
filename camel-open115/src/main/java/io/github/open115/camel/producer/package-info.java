/**
 * The operations of the producer: one class for each, which {@link io.github.open115.camel.producer.Operations} finds.
 * Built on {@code serve}, {@code content} and {@code names}.
 */
package io.github.open115.camel.producer;
