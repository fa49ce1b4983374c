package io.github.open115.camel.monitor;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBeans of the accounts, beside those that Camel makes of the context. */
final class ManagedAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedAccounts.class);
    private static final String TYPE = "open115accounts";

    private final CamelContext context;
    private final Map<String, ObjectName> names = new ConcurrentHashMap<>();

    ManagedAccounts(CamelContext context) {
        this.context = context;
    }

    /** Shows an account, where JMX is on. */
    void show(AccountManagement account) {
        ManagementAgent agent = agent();
        if (agent != null) {
            try {
                ObjectName name = nameOf(account.getAccount());
                agent.register(account, name);
                names.put(account.getAccount(), name);
            } catch (JMException e) {
                LOG.warn("Account {} cannot be shown by JMX: {}", account.getAccount(), e.getMessage());
            }
        }
    }

    /** Shows an account no more. */
    void hide(String account) {
        ManagementAgent agent = agent();
        ObjectName name = names.remove(account);
        if (agent != null && name != null) {
            try {
                agent.unregister(name);
            } catch (JMException e) {
                LOG.debug("Account {} cannot be taken out of JMX: {}", account, e.getMessage());
            }
        }
    }

    private ManagementAgent agent() {
        return context.getManagementStrategy() == null
                ? null
                : context.getManagementStrategy().getManagementAgent();
    }

    private ObjectName nameOf(String account) throws JMException {
        ObjectName ofContext = context.getManagementStrategy()
                .getManagementObjectNameStrategy()
                .getObjectNameForCamelContext(context);
        Hashtable<String, String> keys = new Hashtable<>(ofContext.getKeyPropertyList());
        keys.put("type", TYPE);
        keys.put("name", ObjectName.quote(account));
        return new ObjectName(ofContext.getDomain(), keys);
    }
}
