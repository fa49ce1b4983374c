/** Spring Boot auto-configuration of the open115 component. */
package io.github.open115.camel.springboot;
