package io.github.open115.camel;

import org.apache.camel.component.file.GenericFilePollDynamicAware;
import org.apache.camel.spi.annotations.PollDynamic;

/** Lets {@code pollEnrich} with a changing {@code fileName} use one endpoint. */
@PollDynamic(Open115Constants.SCHEME)
public class Open115PollDynamicAware extends GenericFilePollDynamicAware {}
