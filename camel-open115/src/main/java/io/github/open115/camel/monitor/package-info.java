/** What can be seen of accounts and consumers: reports, health, JMX, events, meters, a dev console. */
package io.github.open115.camel.monitor;
