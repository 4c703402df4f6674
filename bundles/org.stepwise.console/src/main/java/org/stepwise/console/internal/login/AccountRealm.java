package org.stepwise.console.internal.login;

import java.util.Map;
import java.util.function.BiPredicate;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.apache.karaf.jaas.modules.publickey.PublickeyLoginModule;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.signin.SignIn;

/**
 * Who may log in to the console: the key of the home (break-glass, works without the database when this realm is not there), and
 * administrators with their account. Stands before Karaf's own realm of the same name.
 */
@Component
public final class AccountRealm implements JaasRealm {
    private static final int BEFORE_THE_DEFAULT = 100;

    private final BundleContext context;
    private final SignIn signIn;
    private final Callers callers;

    @Activate
    public AccountRealm(BundleContext context, @Reference SignIn signIn, @Reference Callers callers) {
        this.context = context;
        this.signIn = signIn;
        this.callers = callers;
    }

    @Override
    public String getName() {
        return "karaf";
    }

    @Override
    public int getRank() {
        return BEFORE_THE_DEFAULT;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        String keys = System.getProperty("karaf.etc") + "/keys.properties";
        BiPredicate<String, String> check = this::administrator;
        return new AppConfigurationEntry[] {
            entry(PublickeyLoginModule.class, Map.of("users", keys)),
            entry(AccountLogin.class, Map.of(AccountLogin.CHECK, check))
        };
    }

    private AppConfigurationEntry entry(Class<?> module, Map<String, Object> options) {
        Map<String, Object> all = new java.util.HashMap<>(options);
        all.put(ProxyLoginModule.PROPERTY_MODULE, module.getName());
        all.put(
                ProxyLoginModule.PROPERTY_BUNDLE,
                Long.toString(FrameworkUtil.getBundle(module).getBundleId()));
        all.put(BundleContext.class.getName(), context);
        return new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.SUFFICIENT, all);
    }

    /** An active administrator with the right password who need not change it first. */
    boolean administrator(String account, String password) {
        try {
            SignIn.Session session = signIn.signIn(account, password, "console", "console", Door.CONSOLE);
            signIn.signOut(session.cookie());
            return !session.mustChange()
                    && callers.account(account, Door.CONSOLE).has(Roles.ADMINISTRATOR);
        } catch (Forbidden | NotFound | Unavailable refused) {
            return false;
        }
    }
}
