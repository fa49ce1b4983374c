package io.github.open115.camel;

import org.apache.camel.component.file.GenericFileSendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;

/** Lets {@code toD} with a changing {@code fileName} use one endpoint. */
@SendDynamic(Open115Constants.SCHEME)
public class Open115SendDynamicAware extends GenericFileSendDynamicAware {}
